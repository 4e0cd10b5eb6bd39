import { createHash } from 'node:crypto'
import type { SignedIn } from '#access/access.ts'
import type { Api, ApiContext } from '#api/api.ts'
import { answerWordsPage, pageLanguage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, route } from '#api/route.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'
import { WhoNow } from '#roles/faces/now-page/contract.ts'
import { renderEmbed, renderPerson, renderWho, whoPolicy, type Around } from '#roles/faces/now-page/render.ts'
import { publicFace, whoNow } from '#roles/faces/now-page/who-now.ts'
import { nobodyHere } from '#roles/faces/now-page/words.ts'
import { answerPhoto } from '#roles/faces/people/photo-answer.ts'
import { standingConsents } from '#roles/faces/people/store.ts'
import { readSettings } from '#roles/faces/rota/store.ts'
import { AwayAnswer } from '#roles/faces/rota/contract.ts'

/** Caches may keep the data so long; what was taken back is out of them a minute later. Pages and pictures are asked for each time. */
const jsonForS = 60

type Lang = Around['lang']

/** The pages of who answers now: for everybody, without a sign-in. */
export function whoRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  // Many people can stand behind one address, and a page of the city's site may show ours in a frame.
  const limit = rateLimit({ burst: 300, perMin: 1200 })
  const add = (path: string, summary: string, answer: (c: ApiContext) => Promise<Response>): void =>
    rawRoute(api, {
      ...{ method: 'get', path, summary, access: 'public', limit },
      handle: ({ context }) => answer(context),
    })
  add('/who', 'Who answers now, as a page without script', (c) => answerWho(c, needs, pageLanguage(c)))
  add('/qui', 'The same in French', (c) => answerWho(c, needs, pageLanguage(c, 'fr')))
  add('/who/embed', 'The same in short, for a frame on sites the desk names', (c) => answerEmbed(c, needs))
  add('/who.json', 'Who answers now, as data', (c) => answerJson(c, needs))
  add('/who/photo/{sha256}', 'The picture of somebody who shows it', (c) => answerShownPhoto(c, needs))
  add('/who/{slug}', 'The page of one of us who agreed to have one', (c) => answerPerson(c, needs))
  route(api, {
    method: 'get',
    path: '/api/out-of-hours',
    summary: 'The answer out of hours, ready to be sent in both languages, and whether it is true now',
    access: 'signed-in',
    may: 'read',
    answers: { 200: AwayAnswer },
    handle: async () => ({ status: 200, body: await readyAnswer(needs) }),
  })
}

async function now(needs: FacesNeeds): Promise<{ who: WhoNow; around: Omit<Around, 'lang'> }> {
  const { timeZone, place } = await needs.desk()
  const who = await whoNow(needs.store.db, {
    ...{ nowMs: needs.clock.nowMs(), timeZone },
    holidays: await needs.holidays(),
  })
  return { who, around: { isPractice: needs.isPractice, placeName: place?.name } }
}

async function answerWho(c: ApiContext, needs: FacesNeeds, lang: Lang): Promise<Response> {
  const { who, around } = await now(needs)
  const pages = (await standingConsents(needs.store.db, 'page')).map(publicFace)
  return answerPage(c, needs, { html: renderWho(who, pages, { ...around, lang }), lang })
}

async function answerEmbed(c: ApiContext, needs: FacesNeeds): Promise<Response> {
  const { embedHosts } = await readSettings(needs.store.db)
  const { who, around } = await now(needs)
  const lang = pageLanguage(c)
  // Browsers that read `frame-ancestors` look no further; to others the page stays shown in no frame.
  if (embedHosts.length > 0) c.header('cross-origin-resource-policy', 'cross-origin')
  return answerPage(c, needs, { html: renderEmbed(who, { ...around, lang }), lang, frameHosts: embedHosts })
}

function answerPage(
  c: ApiContext,
  { isPractice }: FacesNeeds,
  { html, lang, frameHosts }: { html: string; lang: Lang; frameHosts?: readonly string[] },
): Response {
  return c.html(html, 200, {
    'content-security-policy': whoPolicy(frameHosts),
    // Asked for anew each time: who is shown may change at any moment.
    'cache-control': 'no-cache',
    'content-language': lang,
    vary: 'accept-language',
    ...(isPractice ? { 'x-robots-tag': 'noindex' } : {}),
  })
}

async function answerJson(c: ApiContext, needs: FacesNeeds): Promise<Response> {
  const { who } = await now(needs)
  const { at: _, ...facts } = who
  const etag = `"${createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22)}"`
  const told = { 'cache-control': `public, max-age=${jsonForS}`, etag }
  if (c.req.header('if-none-match')?.includes(etag) === true) return c.body(null, 304, told)
  return c.json(WhoNow.parse(who), 200, told)
}

async function answerShownPhoto(c: ApiContext, needs: FacesNeeds): Promise<Response> {
  const sha256 = c.req.param('sha256') ?? ''
  const shown = await standingConsents(needs.store.db)
  const isShown = shown.some(
    (one) =>
      one.shown.photo?.sha256 === sha256 && (one.purposes.includes('rota') || one.purposes.includes('page')),
  )
  return isShown ? answerPhoto(c, needs, sha256) : answerWordsPage(c, 404, nobodyHere)
}

async function answerPerson(c: ApiContext, needs: FacesNeeds): Promise<Response> {
  const slug = c.req.param('slug') ?? ''
  const found = (await standingConsents(needs.store.db, 'page')).find((one) => one.slug === slug)
  if (found === undefined) return answerWordsPage(c, 404, nobodyHere)
  const { place } = await needs.desk()
  const lang = pageLanguage(c)
  const around = { lang, isPractice: needs.isPractice, placeName: place?.name }
  return answerPage(c, needs, { html: renderPerson(publicFace(found), { ...around, slug }), lang })
}

/** The answer out of hours with its moment filled in, for whoever answers people. */
export async function readyAnswer(needs: FacesNeeds): Promise<AwayAnswer> {
  const { timeZone } = await needs.desk()
  const holidays = await needs.holidays()
  const who = await whoNow(needs.store.db, { nowMs: needs.clock.nowMs(), timeZone, holidays })
  const away = who.away ?? { en: '', fr: '' }
  return { isOpen: who.open, ...away, ...(who.next === undefined ? {} : { nextAt: who.next.at }) }
}

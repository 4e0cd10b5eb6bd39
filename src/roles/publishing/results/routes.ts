import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api, ApiContext } from '#api/api.ts'
import type { Chance } from '#api/chance.ts'
import { Problem } from '#api/contract.ts'
import { answerWordsPage } from '#api/page.ts'
import { problem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Words } from '#kernel/words.ts'
import { grantsNow } from '#roles/publishing/act.ts'
import { refusalProblem } from '#roles/publishing/problems.ts'
import {
  MessageResults,
  ShortHere,
  ShortLeads,
  ShortLeadsQuery,
  ShortLink,
  ShortLinkForm,
  ShortLinkList,
  shortPath,
  ShortText,
  ShortTextForm,
} from '#roles/publishing/results/contract.ts'
import type { DailyCounts } from '#roles/publishing/results/daily-counts.ts'
import type { ResultsNeeds } from '#roles/publishing/results/open-results.ts'
import { resultsOf } from '#roles/publishing/results/results.ts'
import {
  codeFor,
  listShortLinks,
  shortenable,
  shortLength,
  urlOfCode,
  urlsOfCodes,
  type NotShort,
} from '#roles/publishing/results/short-links.ts'
import { shortLinksOf } from '#roles/publishing/results/short-text.ts'
import { visitorOf } from '#roles/publishing/results/visitor.ts'

type Needs = ResultsNeeds & { chance: Chance; timeZone: () => string; visits: DailyCounts }

const ById = z.object({ id: z.string().min(1).max(100) })

/** The addresses of results. */
export function resultsRoutes(api: Api<SignedIn>, needs: Needs): void {
  route(api, {
    ...{ method: 'get', path: '/api/messages/{id}/results', access: 'signed-in', may: 'read' },
    summary: 'What came of a message: each account and language by itself, with when that was read',
    params: ById,
    answers: { 200: MessageResults, 404: Problem },
    handle: async ({ params }) => {
      const { store, lines, clock, timeZone } = needs
      const ground = { db: store.db, lines, nowMs: clock.nowMs(), timeZone: timeZone() }
      const body = await resultsOf(ground, params.id)
      return body === undefined ? refused(404, refusalProblem('no-such-message')) : { status: 200, body }
    },
  })
  linkRoutes(api, needs)
  leadRoutes(api, needs)
  shortAddresses(api, needs)
}

function linkRoutes(api: Api<SignedIn>, needs: Needs): void {
  route(api, {
    ...{ method: 'get', path: '/api/short-links', access: 'signed-in', may: 'read' },
    summary: 'Short addresses, newest first, with how often each was opened',
    answers: { 200: ShortLinkList },
    handle: async () => ({ status: 200, body: await listed(needs) }),
  })
  route(api, {
    ...{ method: 'post', path: '/api/short-links', access: 'signed-in', may: 'write' },
    summary: 'Makes a short address; one that has one keeps it',
    body: ShortLinkForm,
    answers: { 200: ShortLink, 403: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const came = await makeShort(needs, session, body.url)
      if (typeof came === 'string')
        return refused(came === 'no-right' ? 403 : 422, problem(came, notShort[came]))
      return { status: 200, body: came }
    },
  })
  route(api, {
    ...{ method: 'post', path: '/api/short-links/text', access: 'signed-in', may: 'write' },
    summary: 'A text in which addresses of our own pages are short: before it is approved, and shown',
    body: ShortTextForm,
    answers: { 200: ShortText, 403: Problem },
    handle: async ({ body, session }) => {
      if (!(await mayMake(needs, session))) return refused(403, problem('no-right', notShort['no-right']))
      const shorten = async (url: string): Promise<string | undefined> => {
        const came = await makeShort(needs, session, url)
        return typeof came === 'string' ? undefined : came.short
      }
      return { status: 200, body: await shortLinksOf(body.text, { origin: needs.origin(), shorten }) }
    },
  })
}

/** What whoever writes or approves a text has to know of the short addresses in it. Nothing is made or counted for it. */
function leadRoutes(api: Api<SignedIn>, { store, origin }: Needs): void {
  route(api, {
    ...{ method: 'get', path: '/api/short-links/here', access: 'signed-in', may: 'read' },
    summary: 'Where short addresses begin, and how long each is',
    answers: { 200: ShortHere },
    handle: async () => ({ status: 200, body: { origin: origin(), length: shortLength(origin()) } }),
  })
  route(api, {
    ...{ method: 'get', path: '/api/short-links/leads', access: 'signed-in', may: 'read' },
    summary: 'Where short addresses lead, by their codes',
    query: ShortLeadsQuery,
    answers: { 200: ShortLeads },
    handle: async ({ query }) => ({
      status: 200,
      body: { links: await urlsOfCodes(store.db, query.codes.split(',')) },
    }),
  })
}

const notShort: Readonly<Record<NotShort | 'no-right', Words>> = {
  'not-an-address': {
    en: 'Give a whole address of the web, such as https://havre-clair.example/water, without a name or password in it.',
    fr: 'Indiquez une adresse web entière, comme https://havre-clair.example/eau, sans nom ni mot de passe.',
  },
  'short-already': {
    en: 'This is a short address of ours already.',
    fr: 'C’est déjà une de nos adresses courtes.',
  },
  'no-code': {
    en: 'No short address could be made just now. Nothing was saved. Try again.',
    fr: 'Aucune adresse courte n’a pu être créée. Rien n’a été enregistré. Réessayez.',
  },
  'no-right': {
    en: 'You may not write here any more, so no short address was made.',
    fr: 'Vous ne pouvez plus rédiger ici : aucune adresse courte n’a été créée.',
  },
}

function mayMake({ store }: Needs, session: SignedIn): Promise<boolean> {
  return store.inTransaction(async (tx) => mayDo(await grantsNow(tx, session), 'write'))
}

async function makeShort(
  needs: Needs,
  session: SignedIn,
  asked: string,
): Promise<ShortLink | NotShort | 'no-right'> {
  const fit = shortenable(asked, needs.origin())
  if (!fit.ok) return fit.why
  const code = await needs.store.inTransaction(async (tx) => {
    if (!mayDo(await grantsNow(tx, session), 'write')) return 'no-right' as const
    const by = { id: session.personId, name: session.session.person.name }
    return codeFor(tx, fit.url, { nowMs: needs.clock.nowMs(), chance: needs.chance, by })
  })
  if (code === 'no-right') return code
  const { links } = await listed(needs, code)
  return links.find((one) => one.code === code) ?? 'no-code'
}

async function listed(needs: Needs, only?: string): Promise<ShortLinkList> {
  const { store, clock, timeZone, origin } = needs
  // What was counted a moment ago is among it.
  await needs.visits.flush()
  return listShortLinks(store.db, {
    ...{ origin: origin(), nowMs: clock.nowMs(), timeZone: timeZone() },
    ...(only === undefined ? {} : { only }),
  })
}

/** Where short addresses lead. Everybody may follow one; nothing of who does is kept. */
function shortAddresses(api: Api<SignedIn>, needs: Needs): void {
  rawRoute(api, {
    ...{ method: 'get', path: `${shortPath}{code}`, summary: 'Leads where a short address of ours leads' },
    ...{ access: 'public', limit: rateLimit({ burst: 300, perMin: 1200 }) },
    handle: ({ context }) => follow(context, needs),
  })
}

const noSuchLink: { title: Words; body: Words } = {
  title: { en: 'This short address leads nowhere', fr: 'Cette adresse courte ne mène nulle part' },
  body: {
    en: 'It may be mistyped. Letters in it are small, and there is no 0, 1, i, l or o. All our messages are at /p.',
    fr: 'Elle contient peut-être une erreur. Ses lettres sont minuscules, et elle ne contient ni 0, ni 1, ni i, ni l, ni o. Tous nos messages sont à l’adresse /p.',
  },
}

async function follow(c: ApiContext, { store, visits }: Needs): Promise<Response> {
  const code = (c.req.param('code') ?? '').toLowerCase()
  const url = await urlOfCode(store.db, code)
  if (url === undefined) return answerWordsPage(c, 404, noSuchLink)
  if (c.req.method === 'GET')
    visits.note(
      'links',
      code,
      visitorOf((name) => c.req.header(name)),
    )
  // Each opening is to be counted, and search engines are to know the page and not its short address.
  c.header('cache-control', 'no-store')
  c.header('x-robots-tag', 'noindex')
  c.header('referrer-policy', 'no-referrer')
  return c.redirect(url, 302)
}

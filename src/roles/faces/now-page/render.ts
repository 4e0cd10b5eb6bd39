import { createHash } from 'node:crypto'
import { escaped, paragraphs } from '#networks/pages/html.ts'
import type { Words } from '#kernel/words.ts'
import type { PublicFace, WhoNow } from '#roles/faces/now-page/contract.ts'
import {
  documentOf,
  languageLink,
  sayIn,
  type Around as AnyAround,
} from '#roles/faces/now-page/public-document.ts'
import { whoStyle } from '#roles/faces/now-page/style.ts'
import { zoneWords } from '#roles/faces/now-page/when-words.ts'
import { whoWords } from '#roles/faces/now-page/words.ts'

/** The one style of these pages, by its hash, so that the same page is the same bytes for everybody. */
const styleHash = createHash('sha256').update(whoStyle).digest('base64')

/** What these pages may do: show their style and our pictures. No script, no form; a frame only where the desk says so. */
export function whoPolicy(frameHosts: readonly string[] = []): string {
  return [
    ...[
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      "img-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
    ],
    `frame-ancestors ${frameHosts.length === 0 ? "'none'" : frameHosts.join(' ')}`,
  ].join('; ')
}

/** How a page is written. */
export type Around = AnyAround & { placeName?: string | undefined }

/** The page of who answers now. */
export function renderWho(who: WhoNow, team: readonly PublicFace[], around: Around): string {
  const say = sayIn(whoWords, around.lang)
  const title = titleOf(around)
  const body = [
    languageLink(around.lang === 'en' ? '/qui' : '/who', around),
    `<h1>${escaped(title)}</h1><p>${say('lede')}</p>`,
    stateOf(who, around),
    teamList(team, around),
    `<footer><p>${say('asOf', { time: clockWords(who.at, who.timeZone, around.lang) })}</p><p>${say('consent')}</p><p class="more"><a href="/who.json">${say('json')}</a></p></footer>`,
  ]
  return pageOf(title, body.join(''), around)
}

/** The same in short, to be shown in a frame on another page of the organization. */
export function renderEmbed(who: WhoNow, around: Around): string {
  const say = sayIn(whoWords, around.lang)
  return pageOf(titleOf(around), `<h1>${say('title')}</h1>${stateOf(who, around)}`, around, ' class="embed"')
}

/** The page of one person. */
export function renderPerson(face: PublicFace, { slug, ...around }: Around & { slug: string }): string {
  const say = sayIn(whoWords, around.lang)
  const other = around.lang === 'en' ? 'fr' : 'en'
  const body = [
    languageLink(`/who/${slug}?lang=${other}`, around),
    faceHtml({ ...face, page: undefined }, around, 'h1', 'article'),
    `<p class="more"><a href="${around.lang === 'en' ? '/who' : '/qui'}">${say('all')}</a></p>`,
    `<footer><p>${say('consent')}</p></footer>`,
  ]
  return pageOf(face.name, body.join(''), around)
}

function titleOf({ lang, placeName }: Around): string {
  return placeName === undefined
    ? whoWords.title[lang]
    : whoWords.titleAt[lang].replace('{name}', () => placeName)
}

function pageOf(title: string, body: string, around: Around, attributes = ''): string {
  const { practice } = whoWords
  return documentOf({ title, body, style: whoStyle, practice, attributes }, around)
}

function stateOf(who: WhoNow, around: Around): string {
  const say = sayIn(whoWords, around.lang)
  if (!who.open) return closedHtml(who, around)
  const faces = who.now.map((face) => `<li>${faceHtml(face, around, 'h2', 'div')}</li>`).join('')
  const people = faces === '' ? '' : `<ul class="people">${faces}</ul>`
  const unnamed = who.unnamed ? `<p>${say(who.now.length === 0 ? 'unnamed' : 'alsoUnnamed')}</p>` : ''
  const until =
    who.until === undefined
      ? ''
      : `<p>${say('until', { time: clockWords(who.until, who.timeZone, around.lang) })}</p>`
  return `<p class="state">${say('open')}</p>${people}${unnamed}${until}`
}

function closedHtml({ next, away }: WhoNow, { lang }: Around): string {
  const say = sayIn(whoWords, lang)
  const text = away === undefined ? '' : paragraphs(away[lang])
  // The words of the desk name the moment already, where they were written with it.
  const named = next !== undefined && away?.[lang].includes(next.words[lang]) === true
  const back = next === undefined || named ? '' : `<p>${say('back', { next: next.words[lang] })}</p>`
  return `<div class="closed"><h2>${say('closed')}</h2>${text}${back}</div>`
}

function teamList(team: readonly PublicFace[], { lang }: Around): string {
  const items = team.flatMap(({ name, team: of, page }) => {
    const role = of === undefined ? '' : `, ${escaped(of[lang])}`
    return page === undefined
      ? []
      : [`<li><a href="${escaped(`${page}?lang=${lang}`)}">${escaped(name)}${role}</a></li>`]
  })
  return items.length === 0 ? '' : `<h2>${whoWords.team[lang]}</h2><ul class="names">${items.join('')}</ul>`
}

function faceHtml(
  face: PublicFace,
  { lang }: Around,
  heading: 'h1' | 'h2',
  element: 'div' | 'article',
): string {
  const say = sayIn(whoWords, lang)
  const { name, team, pronoun, photo, page } = face
  const picture = photo
    ? `<img src="${escaped(photo.path)}" alt="${escaped(photo.alt[lang])}" width="112" height="112">`
    : ''
  const called = pronoun === undefined ? '' : ` <small>(${escaped(pronoun[lang])})</small>`
  const role = team === undefined ? '' : `<p class="role">${escaped(team[lang])}</p>`
  const facts = factsOf(face, lang)
  const list = facts === '' ? '' : `<dl>${facts}</dl>`
  const more =
    page === undefined
      ? ''
      : `<p class="go"><a href="${escaped(`${page}?lang=${lang}`)}">${say('page', { name })}</a></p>`
  return `<${element} class="face">${picture}<div><${heading}>${escaped(name)}${called}</${heading}>${role}${list}${more}</div></${element}>`
}

function factsOf({ languages, hours, helps }: PublicFace, lang: keyof Words): string {
  const say = sayIn(whoWords, lang)
  const fact = (word: 'languages' | 'hours' | 'helps', value: string | undefined): string =>
    value === undefined
      ? ''
      : `<div><dt>${say(word)}${lang === 'fr' ? '\u00A0:' : ':'}</dt><dd>${escaped(value)}</dd></div>`
  const spoken = languages && languageNames(languages, lang)
  return [fact('helps', helps?.[lang]), fact('languages', spoken), fact('hours', hours?.[lang])].join('')
}

function languageNames(tags: readonly string[], lang: keyof Words): string {
  const names = new Intl.DisplayNames([`${lang}-CA`], { type: 'language', fallback: 'code' })
  return new Intl.ListFormat(`${lang}-CA`, { type: 'conjunction' }).format(
    tags.map((tag) => names.of(tag) ?? tag),
  )
}

/** A time of day with its zone. */
function clockWords(at: string, timeZone: string, lang: keyof Words): string {
  const time = new Intl.DateTimeFormat(`${lang}-CA`, { hour: 'numeric', minute: '2-digit', timeZone }).format(
    Date.parse(at),
  )
  return `${time} (${zoneWords(Date.parse(at), `${lang}-CA`, timeZone)})`
}

import { asLine, escaped, languageTag, webAddress, webUrl } from '#networks/pages/html.ts'
import type { Alternate, Note, PageFile, PageLink, Surroundings } from '#networks/pages/public-page.ts'
import { wordsTag } from '#networks/pages/document.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'

/** One of our own sentences, `{name}` filled in, with its language where that is not the page's. */
export function say(word: keyof typeof pageWords, language: string, name = ''): string {
  // The name is set apart, so that its direction does not turn the sentence.
  return pageWords[word][wordsLanguage(language)].replace(
    '{name}',
    () => `<bdi>${escaped(asLine(name))}</bdi>`,
  )
}

/** A moment as people read it, with its zone, and as machines do. */
export function timeOf(atMs: number, language: string, { timeZone }: Surroundings): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone } as const
  const words = new Intl.DateTimeFormat(`${wordsLanguage(language)}-CA`, style).format(atMs)
  const zone = new Intl.DateTimeFormat(`${wordsLanguage(language)}-CA`, { timeZone, timeZoneName: 'short' })
  const name = zone.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  return `<time datetime="${new Date(atMs).toISOString()}"${wordsTag(language)}>${escaped(`${words} ${name}`)}</time>`
}

/** Links to the same in other languages, each by its own name, the region left out. */
export function languageLinks(alternates: readonly Alternate[], language: string): string {
  const items = alternates.flatMap((one) => {
    const href = webAddress(one.url)
    const tag = languageTag(one.language)
    if (href === undefined) return []
    return [`<li><a href="${href}" hreflang="${tag}" lang="${tag}">${escaped(nameOfLanguage(tag))}</a></li>`]
  })
  if (items.length === 0) return ''
  return `<nav aria-label="${pageWords.otherLanguages[wordsLanguage(language)]}"><ul>${items.join('')}</ul></nav>`
}

function nameOfLanguage(whole: string): string {
  const tag = whole.split('-')[0] ?? whole
  const name = new Intl.DisplayNames([tag, 'en'], { type: 'language', fallback: 'code' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}

/** A file as readers see it, with its description; nothing where its address is none of the web. */
export function fileHtml({ url, mediaType, alt, captions }: PageFile, language: string): string {
  const src = webAddress(url)
  if (src === undefined) return ''
  const words = escaped(alt)
  if (mediaType.startsWith('image/'))
    return `<figure><img src="${src}" alt="${words}" loading="lazy"></figure>`
  const kind = mediaType.startsWith('video/') ? 'film' : 'sound'
  const element = kind === 'film' ? 'video' : 'audio'
  const label = alt.trim() === '' ? pageWords[kind][wordsLanguage(language)] : words
  const caption = alt.trim() === '' ? '' : `<figcaption>${words}</figcaption>`
  return `<figure><${element} src="${src}" controls preload="none" aria-label="${label}">${kind === 'film' ? trackHtml(captions) : ''}</${element}>${caption}</figure>`
}

/** Captions are shown unless somebody turns them off: in a loud street nobody hears a film. */
function trackHtml(captions: PageFile['captions']): string {
  const src = captions && webAddress(captions.url)
  if (captions === undefined || src === undefined) return ''
  const tag = languageTag(captions.language)
  return `<track kind="captions" src="${src}" srclang="${tag}" label="${escaped(nameOfLanguage(tag))}" default>`
}

/** A link as a block: its picture, title and description, and where it leads. Nothing where that is no web address. */
export function linkHtml(link: PageLink | undefined): string {
  const url = link && webUrl(link.url)
  if (link === undefined || url === undefined) return ''
  const src = link.picture && webAddress(link.picture.url)
  // Its title says what it is; to whoever does not see it the picture adds nothing.
  const picture = src === undefined ? '' : `<img src="${src}" alt="" loading="lazy">`
  const words = link.description.trim() === '' ? '' : `<span>${escaped(link.description)}</span>`
  return `<a class="link" href="${escaped(url)}">${picture}<span><strong>${escaped(asLine(link.title))}</strong>${words}<small>${escaped(new URL(url).hostname)}</small></span></a>`
}

/** What was corrected, each with when: in the order in which it was. */
export function correctionItems(notes: readonly Note[], language: string, around: Surroundings): string {
  const [colon = ':'] = /\s?:$/u.exec(say('correction', language)) ?? []
  const items = notes.map(({ atMs, words }) => {
    const when = ours(
      'span',
      `${say('correctedOn', language)} ${timeOf(atMs, language, around)}${colon}`,
      language,
    )
    return `<li>${when} <bdi>${escaped(words)}</bdi></li>`
  })
  return `<ul>${items.join('')}</ul>`
}

/** Words of ours as an element of their own, marked where the page is in another language. */
export function ours(element: string, html: string, language: string, className?: string): string {
  const named = className === undefined ? '' : ` class="${className}"`
  return `<${element}${named}${wordsTag(language)}>${html}</${element}>`
}

/**
 * The way to the page with every way to get our messages, in words of the page's language; nothing where nobody can.
 *
 * @param topic chosen there already; missing: none
 */
export function subscribeLink(
  language: string,
  { subscribeUrl = '' }: Surroundings,
  topic?: { id: string },
): string {
  const query = new URLSearchParams({ lang: wordsLanguage(language), ...(topic && { topic: topic.id }) })
  const href = webAddress(`${subscribeUrl}?${query.toString()}`)
  if (subscribeUrl === '' || href === undefined) return ''
  const words = say(topic === undefined ? 'subscribe' : 'subscribeTopic', language)
  return `<a href="${href}">${ours('span', words, language)}</a>`
}

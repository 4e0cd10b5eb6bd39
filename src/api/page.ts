import type { Words } from '#kernel/words.ts'
import type { ApiContext } from '#api/api.ts'
import { askedLanguage } from '#api/asked-language.ts'

/** A small page for moments when the screens cannot be shown: both languages, no script, no file of ours needed. */
export function answerWordsPage(
  c: ApiContext,
  status: 200 | 400 | 401 | 403 | 404 | 410 | 429 | 502,
  o: { title: Words; body: Words },
): Response {
  // The address may hold a spent token: tell it to nobody.
  c.header('referrer-policy', 'no-referrer')
  const style =
    'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:38rem;margin:10vh auto;padding:0 1rem}:root{color-scheme:light dark}'
  const half = (lang: 'en' | 'fr'): string =>
    `<section lang="${lang}-CA"><h${lang === 'en' ? 1 : 2}>${escaped(o.title[lang])}</h${lang === 'en' ? 1 : 2}><p>${escaped(o.body[lang])}</p></section>`
  const title = `${escaped(o.title.en)} · ${escaped(o.title.fr)}`
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`
  return c.html(
    `<!doctype html><html lang="en-CA"><head>${head}<style nonce="${c.get('nonce')}">${style}</style></head><body><main>${half('en')}${half('fr')}</main></body></html>`,
    status,
  )
}

/**
 * The language a page for everybody is answered in: what the address says, else that of the path, else the one of ours the browser
 * wants most, else English.
 *
 * @param usual the language of the path, where a page has a path for each; undefined where it has one for both
 */
export function pageLanguage(c: ApiContext, usual?: 'en' | 'fr'): 'en' | 'fr' {
  const asked = c.req.query('lang')
  if (asked === 'en' || asked === 'fr') return asked
  if (usual !== undefined) return usual
  const accepted = c.req.header('accept-language')
  return askedLanguage(['en', 'fr'], { asked: undefined, accepted }) === 'fr' ? 'fr' : 'en'
}

/** Text as it may stand in HTML, in an element or between quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

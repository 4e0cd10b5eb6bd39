import type { ApiContext } from '#api/api.ts'
import { escaped } from '#api/page.ts'
import type { Words } from '#kernel/words.ts'
import { pageStyle } from '#networks/pages/style.ts'
import { pageWords } from '#networks/pages/words.ts'

type Locale = keyof Words

/** Languages as they call themselves. */
export const languageNames = { en: 'English', fr: 'Français' } as const

const formStyle = `
[hidden]{display:none!important}
form{margin:0}
fieldset{border:0;padding:0;margin:0 0 1rem;min-inline-size:0}legend,.label{font-weight:600;padding:0;margin:0 0 .25rem;display:block}
.choice{display:flex;gap:.625rem;align-items:start;padding:.5rem 0;min-height:2.75rem}.choice input{inline-size:1.5rem;block-size:1.5rem;margin:0;flex:none;accent-color:var(--link)}
input[type=email]{font:inherit;inline-size:100%;max-inline-size:28rem;min-block-size:2.75rem;padding:.5rem .75rem;border:2px solid var(--soft);border-radius:6px;background:var(--card);color:var(--ink)}
input[aria-invalid=true]{border-color:var(--bad)}
.bad{color:var(--bad);font-weight:600;margin:.25rem 0 .5rem}:root{--bad:#a3232b}@media(prefers-color-scheme:dark){:root{--bad:#ff9d97}}
.wrong{border:2px solid var(--bad);border-radius:10px;padding:.75rem 1rem;margin:0 0 1.25rem}.wrong h2{margin:0}.wrong ul{margin:.25rem 0 0;padding-inline-start:1.25rem}
.field{margin:0 0 1.25rem}.within{margin-inline-start:2.125rem}.many{columns:14rem}.many .choice{break-inside:avoid}fieldset .quiet{margin:.25rem 0 0}
button{font:inherit;font-weight:600;min-block-size:3rem;padding:.625rem 1.5rem;border:2px solid var(--link);border-radius:8px;background:var(--link);color:var(--ground);cursor:pointer}
.quiet{color:var(--soft)}.list button{margin-block-start:.75rem}[role=status]{font-weight:600}`

/** What stands on a page of subscribing. */
export type Framed = {
  locale: Locale
  status: 200 | 404 | 422 | 429
  /** Plain text, as heading and as title; `mark` stands before the latter. */
  title: string
  mark?: string
  /** Who speaks, as readers of our own site know it. */
  from?: string | undefined
  /** The same page in the other language is there. */
  languages?: string
  /** On a desk that practises: the page says so, and search engines leave it. */
  isPractice?: boolean
  /** A script of ours that the page runs with; missing: none. */
  script?: string
  /** HTML. */
  body: string
}

/** One page of subscribing: our own look, no cookie, nothing fetched from elsewhere. */
export function framed(c: ApiContext, o: Framed): Response {
  const { locale, status, title, mark = '', from, languages, isPractice, script, body } = o
  // Some of these addresses are the key to a subscription: they are told to nobody, and no search engine keeps them.
  c.header('referrer-policy', 'no-referrer')
  if (status !== 200 || languages === undefined || isPractice === true) c.header('x-robots-tag', 'noindex')
  c.header('content-language', locale)
  const runs = script === undefined ? '' : `<script type="module" src="${script}"></script>`
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${mark}${escaped(title)}</title><style nonce="${c.get('nonce')}">${pageStyle}${formStyle}</style>${runs}`
  const other = languages === undefined ? '' : otherLanguage(locale, languages)
  const speaker = from === undefined ? '' : `<p class="from"><bdi>${escaped(from)}</bdi></p>`
  return c.html(
    `<!doctype html><html lang="${locale}-CA"><head>${head}</head><body><main>${isPractice === true ? practiceNote(locale) : ''}${other}${speaker}<h1>${escaped(title)}</h1>${body}</main></body></html>`,
    status,
  )
}

function practiceNote(locale: Locale): string {
  return `<p class="note" role="note">${escaped(pageWords.practice[locale])}</p>`
}

function otherLanguage(locale: Locale, path: string): string {
  const other = locale === 'en' ? 'fr' : 'en'
  const href = `${path}${path.includes('?') ? '&amp;' : '?'}lang=${other}`
  const label = locale === 'en' ? 'Other languages' : 'Autres langues'
  return `<nav aria-label="${label}"><a href="${href}" lang="${other}-CA" hreflang="${other}">${languageNames[other]}</a></nav>`
}

import type { Words } from '#kernel/words.ts'
import { asLine, escaped } from '#networks/pages/html.ts'

/** How a page for everybody is written: in which language, and whether all of it is practice. */
export type Around = { lang: keyof Words; isPractice: boolean }

/** Says a sentence of a page, with its gaps filled; nothing in them is markup. */
export type Say<Word> = (word: Word, gaps?: Readonly<Record<string, string | number>>) => string

/** Says the sentences of a page in one language. A gap that is not filled is empty. */
export function sayIn<Word extends string>(
  words: Readonly<Record<Word, Words>>,
  lang: keyof Words,
): Say<Word> {
  return (word, gaps = {}) =>
    escaped(words[word][lang].replaceAll(/\{(\w+)\}/gu, (_, gap: string) => String(gaps[gap] ?? '')))
}

/** The link to the same page in the other language. */
export function languageLink(path: string, { lang }: Pick<Around, 'lang'>): string {
  const [other, name] = lang === 'en' ? ['fr', 'Français'] : ['en', 'English']
  return `<nav><a href="${escaped(path)}" lang="${other}-CA" hreflang="${other}">${name}</a></nav>`
}

/** What stands in a page. `practice` says that nothing here is real; `attributes` of the whole document, such as ` class="embed"`. */
export type Page = { title: string; body: string; style: string; practice: Words; attributes?: string }

const mark = { en: 'Practice', fr: 'Exercice' } as const satisfies Words

/** A page for everybody: no script, no file of its own beside it, and out of searches while the desk practises. */
export function documentOf(
  { title, body, style, practice, attributes = '' }: Page,
  { lang, isPractice }: Around,
): string {
  const inTitle = isPractice ? `[${mark[lang]}] ` : ''
  const note = isPractice ? `<p class="note" role="note">${escaped(practice[lang])}</p>` : ''
  const robots = isPractice ? '<meta name="robots" content="noindex">' : ''
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${inTitle}${escaped(asLine(title))}</title>${robots}<style>${style}</style>`
  return `<!doctype html><html lang="${lang}-CA"${attributes}><head>${head}</head><body><main>${note}${body}</main></body></html>`
}

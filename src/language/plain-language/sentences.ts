import type { PlainLanguage } from '#language/plain-language/plain-language.ts'

/** A word as written, and where: UTF-16 units of the text. */
export type WrittenWord = {
  text: string
  lower: string
  from: number
  to: number
  /** An article or pronoun elided before it, in small letters without its apostrophe: `s` of « s’est »; else empty. */
  elision: string
  /** A comma, bracket or other mark follows it. */
  isBeforeBreak: boolean
}

/** A sentence with at least one word. */
export type Sentence = { from: number; to: number; words: WrittenWord[] }

type Lang = PlainLanguage['lang']

/** Not read as language: links, addresses, mentions; the sign of a tag only. */
const notWords = /https?:\/\/\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}|[@＠][\p{L}\p{N}_.-]{1,100}/gu
const word =
  /[\p{L}\p{N}][\p{L}\p{M}\p{N}]{0,500}(?:['’\-‐.,](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]{1,500}){0,20}/gu
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]/iu

/** Marks before a space, or a new line that does not go on in small letters. Every part is bounded: no text makes it slow. */
const sentenceEnd =
  /(?<![.!?…。！？])[.!?…。！？]{1,20}["'”’»)\]]{0,4}(?=\s|$)|\n(?![^\S\n]{0,20}\p{Ll})|[;:](?=[^\S\n]{0,20}\n)/gu

/** Words a point after which does not end the sentence. */
const shortened: Readonly<Record<Lang, ReadonlySet<string>>> = {
  en: new Set(
    'mr mrs ms dr st prof rev hon no nos vs etc e.g i.e a.m p.m approx dept tel ext ave rd blvd jan feb mar apr jun jul aug sep sept oct nov dec'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'm mm mme mmes mlle dr pr st ste no nos art p ex p.ex etc cf tél av bd bld boul janv févr avr juil sept oct nov déc env'.split(
      ' ',
    ),
  ),
}

/** Splits a text into its sentences and words; links, addresses and mentions are left out, lines and list items end a sentence. */
export function sentencesOf(text: string, lang: Lang): Sentence[] {
  const readable = text.replace(notWords, (found) => ' '.repeat(found.length))
  const sentences: Sentence[] = []
  let from = 0
  for (const end of [...endsOf(readable, lang), text.length]) {
    const words = wordsOf(readable.slice(from, end), from, lang)
    const first = words[0]
    if (first !== undefined) sentences.push({ from: first.from, to: end, words })
    from = end
  }
  return sentences
}

/** Places right behind each sentence but the last. */
function endsOf(text: string, lang: Lang): number[] {
  const ends: number[] = []
  for (const found of text.matchAll(sentenceEnd)) {
    const at = found.index
    if (found[0] === '.' && isShortened(text, at, lang)) continue
    ends.push(at + found[0].length)
  }
  return ends
}

/** Whether the point at `at` belongs to a shortened word or an initial. */
function isShortened(text: string, at: number, lang: Lang): boolean {
  const before = /[\p{L}.]{1,8}$/u.exec(text.slice(Math.max(0, at - 9), at))?.[0] ?? ''
  if (/^\p{Lu}$/u.test(before)) return true
  const follows = /^\.\s+(\S)/u.exec(text.slice(at, at + 8))?.[1] ?? ''
  const goesOn = follows !== '' && (!/\p{Lu}/u.test(follows) || before.length <= 4)
  return goesOn && shortened[lang].has(before.toLowerCase())
}

function wordsOf(text: string, from: number, lang: Lang): WrittenWord[] {
  const words: WrittenWord[] = []
  for (const found of text.matchAll(word)) {
    const elision = lang === 'fr' ? (elided.exec(found[0])?.[0].length ?? 0) : 0
    const written = found[0].slice(elision)
    const begin = from + found.index + elision
    words.push({
      text: written,
      lower: written.toLowerCase().replaceAll('’', "'"),
      from: begin,
      to: begin + written.length,
      elision: found[0].slice(0, Math.max(0, elision - 1)).toLowerCase(),
      isBeforeBreak: /[^\s\p{L}\p{N}'’-]/u.test(text[begin - from + written.length] ?? ' '),
    })
  }
  return words
}

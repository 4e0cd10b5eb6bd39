import { headOf } from '#language/heads/heads.ts'
import { bucketWeights } from '#language/heads/idf.ts'
import { primaryLanguage } from '#language/language-id-tags.ts'
import { languageTable } from '#language/language-id-table.ts'
import { createLanguageWords, type LanguageSums } from '#language/language-id-words.ts'
import { TextScan } from '#language/scan.ts'

/** A language as a lower-case primary tag (`fr`), `und` where none can be told; `sure` when it may be shown as a fact. */
export type Language = { lang: string; sure: boolean }

/** Reads languages of scanned texts; keeps a memory of words (10 MB) and nothing else. */
export type LanguageReader = {
  read: (scan: TextScan, declared?: string) => Language
  /** The language the words look most like, however few they are; `und` where no word is known at all. */
  likeliest: (scan: TextScan) => string
}

/** Below these a text says too little: `ok`, `lol lol`, a lone name. One character of Han or kana says as much as a word. */
const wordsMin = 3
const lettersMin = 12
const denseLettersMin = 4
/** A text that scores less than this share of what its language usually scores is not sure (as `isReliable` of `eld`). */
const usualShareMin = 0.75
/** How far the best must be before the second, on the scale of 0 to 1. */
const leadMin = 0.01
/** Turns a score an n-gram into 0 to 1. */
const halfScore = 25
/** How much the head moves a score, within which bounds, and what languages it does not know lose; by cross-validation. */
const headWeight = 4
const saidMin = -2
const saidMax = 5
const rarity = 3
/** Characters of a text that are looked at when there is no scan yet. */
const lengthMax = 2400

/**
 * Makes a reader of languages: from the words of a text (links, tags and mentions left out), else as declared, else `und`.
 *
 * A text long enough to tell outweighs the declaration only where the reading is sure, because apps declare the
 * language of the phone. Method: scores of `eld`'s n-grams (large table, 60 languages), moved
 * by a head trained on posts in eight languages; both summed by word from memory, about 1 us a post.
 */
export function createLanguageReader(): LanguageReader {
  const table = languageTable()
  const head = headOf('language')
  const sumsOf = createLanguageWords(table, head, bucketWeights())
  const places = head.classes.map((lang) => table.langs.indexOf(lang))
  const judged = new Float64Array(table.langs.length)
  return { read, likeliest }

  function read(scan: TextScan, declared?: string): Language {
    const known = primaryLanguage(declared ?? '')
    const isDeclared = known !== '' && known !== 'und'
    const fallback: Language = { lang: isDeclared ? known : 'und', sure: isDeclared }
    const sums = sumsOf(scan)
    if (!saysEnough(sums)) return fallback
    const top = twoBest(judge(sums))
    if (top.at === -1) return fallback
    const lang = table.langs[top.at] ?? 'und'
    if (lang === known) return { lang, sure: true }
    if (isReliable(sums.grams, top, table.usual[top.at] ?? 1)) return { lang, sure: true }
    return isDeclared ? fallback : { lang, sure: false }
  }

  function likeliest(scan: TextScan): string {
    return table.langs[twoBest(judge(sumsOf(scan))).at] ?? 'und'
  }

  /** A score an n-gram and language: the table's, moved by what the head has learned from posts. */
  function judge({ scores, grams, own, squares }: LanguageSums): Float64Array {
    for (let at = 0; at < judged.length; at++) {
      const score = scores[at] ?? 0
      judged[at] = score === 0 ? 0 : score / grams - rarity
    }
    const length = Math.sqrt(squares) || 1
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? 0
      if ((scores[place] ?? 0) === 0) continue
      const said = ((own[at] ?? 0) / length) * (head.scale[at] ?? 0) + (head.bias[at] ?? 0)
      judged[place] = (judged[place] ?? 0) + rarity + headWeight * Math.max(saidMin, Math.min(saidMax, said))
    }
    return judged
  }
}

let reader: LanguageReader | undefined
let ownScan: TextScan | undefined

/** The language of one text; loads the table at the first call. Where texts come in a stream, keep a {@link createLanguageReader}. */
export function languageOf(text: string, declared?: string): Language {
  reader ??= createLanguageReader()
  ownScan ??= new TextScan()
  ownScan.read(text.slice(0, lengthMax))
  return reader.read(ownScan, declared)
}

function saysEnough({ words, letters }: LanguageSums): boolean {
  const isDense = words >= denseLettersMin && letters < words * 1.5 && letters >= denseLettersMin
  return isDense || (words >= wordsMin && letters >= lettersMin)
}

type Best = { at: number; score: number; second: number }

function twoBest(scores: Float64Array): Best {
  const best: Best = { at: -1, score: 0, second: 0 }
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0
    if (score > best.score) {
      best.second = best.score
      best.score = score
      best.at = at
    } else if (score > best.second) best.second = score
  }
  return best
}

function isReliable(grams: number, best: Best, usual: number): boolean {
  if (grams < 3) return false
  const share = (score: number): number => score / (score + halfScore)
  return share(best.score) >= usual * usualShareMin && share(best.score) - share(best.second) >= leadMin
}

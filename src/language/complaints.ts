import { TextScan } from '#language/scan.ts'
import { english } from '#language/triage/complaints-en.ts'
import { french } from '#language/triage/complaints-fr.ts'
import { wider } from '#language/triage/complaints-wider.ts'
import { findPhrases, type PhraseTable, phraseTable } from '#language/triage/phrases.ts'
import { emptySentences, readSentences } from '#language/triage/sentences.ts'

/** From this score on a post counts as a complaint. */
export const complaintFrom = 0.3

/**
 * What a kind of phrase adds to the score, in the order of the groups. Set by hand, then moved by a logistic regression that
 * holds to what was set (518 invented posts; thanks stand as set); see `docs/models/complaints.md`.
 */
const worth = [
  1.13, 1.05, 0.89, 2.45, -1.44, -1.84, 0.37, 0.67, 0.79, 0.4, 0.99, 0.53, -1.28, -0.57, 0.4, -1.5,
] as const
const [services, negations, contrasts, spans] = [1, 1 << 9, 1 << 10, 1 << 11] as const
const decisive = 1 << 3
const againstAndThanks = (1 << 4) | (1 << 15)
const addressedWorth = 0.62
/** A service beside a small word that says that something is not as it should be. */
const amissWorth = 0.78
const negativeWorth = 1.88
/** Without anything a public body runs it is likely somebody's own trouble; it halves what is found in posts of every kind. */
const noServiceWorth = -1.5
const start = -2.81
/** Stands in for the mood of a post that nobody has read. */
const usualNegative = 0.4

const en = tableOf(english, wider.en)
const fr = tableOf(french, wider.fr)

function tableOf(list: typeof english | typeof french, more: (typeof wider)['en' | 'fr']): PhraseTable {
  return phraseTable([
    list.services,
    list.failures,
    list.displeasure,
    list.decisive,
    list.against,
    list.notices,
    list.firstPerson,
    list.troubles,
    list.repeats,
    more.negations,
    more.contrasts,
    more.spans,
    more.emergencies,
    more.asksOnly,
    more.addresses,
    more.thanks,
  ])
}

/**
 * How much a scanned post speaks like a complaint, as log odds; `lang` is a primary tag, without one both languages' rules are
 * tried. `negativeOf1` is the sentiment head's probability that the post is negative, where it is known.
 */
export type ComplaintReader = (scan: TextScan, lang?: string, negativeOf1?: number) => number

/**
 * A reader that says how much a post speaks like a complaint about a public service or its state, by phrases in English
 * and French and the post's mood: a service, what fails about it, how somebody feels about it, small words such as "still" and
 * spans of time; less praise, notices, emergencies and private matters. A few us a post; the lowest score in other languages.
 *
 * From {@link complaintFrom} on it counts as one. It orders a queue and counts; it must not hide a post: irony, polite
 * complaints and new wordings pass it by. See `docs/models/complaints.md`.
 */
export function createComplaintReader(): ComplaintReader {
  const sentences = emptySentences()
  const found = new Int32Array(sentences.marks.length)
  return (scan, lang, negativeOf1 = usualNegative) => {
    const tables = tablesFor(lang)
    const mood = start + negativeWorth * negativeOf1
    if (tables.length === 0) return start
    readSentences(scan, sentences)
    let most = -Infinity
    for (const table of tables) {
      found.fill(0, 0, sentences.sentenceCount)
      findPhrases(table, sentences, found)
      let groups = 0
      for (let at = 0; at < sentences.sentenceCount; at++) groups |= found[at] ?? 0
      most = Math.max(most, scoreOf(groups, sentences.addressed))
    }
    return mood + most
  }
}

const both = [en, fr]
const onlyEn = [en]
const onlyFr = [fr]
const none: PhraseTable[] = []

function tablesFor(lang: string | undefined): readonly PhraseTable[] {
  if (lang === undefined || lang === 'und') return both
  if (lang === 'en') return onlyEn
  return lang === 'fr' ? onlyFr : none
}

/** Praise takes nothing away from what is decisive: "thanks for nothing" is no thanks. */
function scoreOf(groups: number, isAddressed: boolean): number {
  const counted = (groups & decisive) === 0 ? groups : groups & ~againstAndThanks
  let score = isAddressed ? addressedWorth : 0
  if ((groups & services) === 0) score += noServiceWorth
  if ((groups & services) !== 0 && (groups & (negations | contrasts | spans)) !== 0) score += amissWorth
  for (let group = 0; group < worth.length; group++) {
    if ((counted & (1 << group)) !== 0) score += worth[group] ?? 0
  }
  return score
}

const ownScan = new TextScan()
const ownReader = createComplaintReader()

/** {@link createComplaintReader} for a text nobody has scanned yet: whether it counts as a complaint. */
export function isComplaint(text: string, lang?: string, negativeOf1?: number): boolean {
  ownScan.read(text.slice(0, 4000))
  return ownReader(ownScan, lang, negativeOf1) >= complaintFrom
}

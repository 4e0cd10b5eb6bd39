import { TextScan } from '#language/scan.ts'
import { english } from '#language/triage/complaints-en.ts'
import { french } from '#language/triage/complaints-fr.ts'
import { findPhrases, type PhraseTable, phraseTable } from '#language/triage/phrases.ts'
import { emptySentences, readSentences } from '#language/triage/sentences.ts'

/** From this score on a post counts as a complaint. */
export const complaintFrom = 2

/** What a kind of phrase adds to the score; in the order of the groups. Set by hand on invented posts. */
const worth = [1, 1, 1, 2.4, -1.2, -1.5, 0.4, 0.8, 0.9] as const
const decisive = 1 << 3
const against = 1 << 4
const addressedWorth = 0.5

const en = tableOf(english)
const fr = tableOf(french)

function tableOf(list: typeof english | typeof french): PhraseTable {
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
  ])
}

/** How much a scanned post speaks like a complaint; `lang` is a primary tag, without one both languages' rules are tried. */
export type ComplaintReader = (scan: TextScan, lang?: string) => number

/**
 * A reader that says how much a post speaks like a complaint about a public service or its state, by phrases in English
 * and French: a service and what fails about it or how somebody feels about it, less praise, notices and private matters.
 * About 2 us a post; 0 in other languages.
 *
 * At {@link complaintFrom} it counts as one. It orders a queue and counts; it must not hide a post: irony, polite
 * complaints and new wordings pass it by. See `docs/models/complaints.md`.
 */
export function createComplaintReader(): ComplaintReader {
  const sentences = emptySentences()
  const found = new Int32Array(sentences.marks.length)
  return (scan, lang) => {
    const tables = tablesFor(lang)
    if (tables.length === 0) return 0
    readSentences(scan, sentences)
    let most = 0
    for (const table of tables) {
      found.fill(0, 0, sentences.sentenceCount)
      findPhrases(table, sentences, found)
      let groups = 0
      for (let at = 0; at < sentences.sentenceCount; at++) groups |= found[at] ?? 0
      most = Math.max(most, scoreOf(groups, sentences.addressed))
    }
    return most
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
  const counted = (groups & decisive) === 0 ? groups : groups & ~against
  let score = isAddressed ? addressedWorth : 0
  for (let group = 0; group < worth.length; group++) {
    if ((counted & (1 << group)) !== 0) score += worth[group] ?? 0
  }
  return Math.round(score * 100) / 100
}

const ownScan = new TextScan()
const ownReader = createComplaintReader()

/** {@link createComplaintReader} for a text nobody has scanned yet: whether it counts as a complaint. */
export function isComplaint(text: string, lang?: string): boolean {
  ownScan.read(text.slice(0, 4000))
  return ownReader(ownScan, lang) >= complaintFrom
}

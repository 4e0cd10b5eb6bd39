import { complaintFrom, createComplaintReader } from '#language/complaints.ts'
import { bucketWeights } from '#language/heads/idf.ts'
import { emptyFeatures, readFeatures } from '#language/heads/features.ts'
import { type Head } from '#language/heads/head-file.ts'
import { headNames, headOf } from '#language/heads/heads.ts'
import { addMood, type MoodLexicon, moodLexicons, moodSize, readMood } from '#language/heads/mood.ts'
import { createPack, headProbabilities, type Pack } from '#language/heads/pack.ts'
import { createLanguageReader, type Language } from '#language/language-id.ts'
import { createQuestionReader } from '#language/questions.ts'
import type { TextScan } from '#language/scan.ts'

/** What a head says: the likeliest class, or `unsure` where it expects to be wrong too often, and every class's probability. */
export type Judged<Label extends string> = {
  label: Label | 'unsure'
  scores: Readonly<Record<Label, number>>
}

/** The mood of a text. */
export type Sentiment = 'negative' | 'neutral' | 'positive'

/** The feeling a text shows most. */
export type Emotion = 'anger' | 'joy' | 'optimism' | 'sadness'

/**
 * Everything the heads say about one text. Undefined: no head was trained for this language. None of it is a fact; it orders
 * queues and counts moods, and never hides a post.
 */
export type Reading = {
  /** Primary tag, `und` where none can be told. */
  lang: string
  langSure: boolean
  sentiment: Judged<Sentiment>
  emotion: Judged<Emotion> | undefined
  /** Probability of insults, threats or profanity, 0 to 1. */
  offensive: number | undefined
  /** Kind of crisis information, in the words of the training data. */
  crisis: Judged<string> | undefined
  /** Probability that somebody asks for help, 0 to 1: for ordering only. */
  request: number | undefined
  /** Probability that the text informs about an emergency, 0 to 1. */
  informative: number | undefined
  question: boolean
  /** Whether somebody is dissatisfied with a service, by rules for English and French: for ordering only. */
  complaint: boolean
}

/** Reads texts; keeps memories of words, and nothing of a text. Two readers share nothing. */
export type TextReader = {
  /**
   * All heads over one scanned text.
   *
   * @param declared the language its app declared, if any
   */
  read: (scan: TextScan, declared?: string) => Reading
  /** The same, in a language that is known already. */
  readAs: (scan: TextScan, language: Language) => Reading
}

/** Sentiment in a language without weights of its own is read by the model of all languages together. */
const anyLanguage = '*'

/** What is asked for one language. */
type Asked = { pack: Pack; lexicon: MoodLexicon }

/** Loads every head (about 150 ms, 40 MB) and makes a reader. */
export function createTextReader(): TextReader {
  const languages = createLanguageReader()
  const askedFor = asked()
  const isQuestion = createQuestionReader()
  const complaintOf = createComplaintReader()
  const features = emptyFeatures()
  const flags = new Uint8Array(moodSize)
  return { read: (scan, declared) => readAs(scan, languages.read(scan, declared)), readAs }

  function readAs(scan: TextScan, { lang, sure }: Language): Reading {
    const chosen = askedFor.get(lang) ?? askedFor.get(anyLanguage)
    const said = chosen ? ask(scan, chosen) : new Map<string, Said>()
    return {
      lang,
      langSure: sure,
      ...told(said),
      question: isQuestion(scan, lang),
      complaint: complaintOf(scan, lang) >= complaintFrom,
    }
  }

  function ask(scan: TextScan, { pack, lexicon }: Asked): Map<string, Said> {
    readFeatures(scan, features)
    readMood(scan, lexicon, flags)
    const scores = pack.score(scan, features)
    const said = new Map<string, Said>()
    let from = 0
    for (const head of pack.heads) {
      if (head.mood) addMood(head.mood, flags, scores, from)
      said.set(kindOf(head), { head, probabilities: headProbabilities(head, scores, from) })
      from += head.outputs
    }
    return said
  }
}

/** One pack for each language that some head was trained for, and one for all others. */
function asked(): Map<string, Asked> {
  const heads = headNames.filter((name) => name !== 'language').map(headOf)
  const weightOf = bucketWeights()
  const lexiconOf = moodLexicons()
  const langs = new Set(heads.flatMap((head) => head.langs))
  const askedIn = (lang: string): Asked => ({
    pack: createPack(
      heads.filter((head) => servesBest(head, lang, heads)),
      weightOf,
    ),
    lexicon: lexiconOf(lang),
  })
  return new Map([...langs].map((lang) => [lang, askedIn(lang)]))
}

/** A head for every language gives way to one of the same kind for this language. */
function servesBest(head: Head, lang: string, heads: readonly Head[]): boolean {
  if (head.langs.includes(lang)) return true
  const hasOwn = heads.some((other) => kindOf(other) === kindOf(head) && other.langs.includes(lang))
  return head.langs.includes(anyLanguage) && !hasOwn
}

/** `sentiment-fr` is a head of the kind `sentiment`. */
function kindOf(head: Head): string {
  return head.name.split('-', 1)[0] ?? head.name
}

type Said = { head: Head; probabilities: number[] }

type Told = Omit<Reading, 'lang' | 'langSure' | 'question' | 'complaint'>

function told(said: Map<string, Said>): Told {
  const crisis = judged<string>(said.get('crisis'))
  return {
    sentiment: judged<Sentiment>(said.get('sentiment')) ?? unread,
    emotion: judged<Emotion>(said.get('emotion')),
    offensive: said.get('offensive')?.probabilities[1],
    crisis,
    request: said.get('request')?.probabilities[1] ?? crisis?.scores['requests_or_urgent_needs'],
    informative: said.get('informative')?.probabilities[1],
  }
}

const third = 1 / 3
const unread: Judged<Sentiment> = {
  label: 'unsure',
  scores: { negative: third, neutral: third, positive: third },
}

function judged<Label extends string>(said: Said | undefined): Judged<Label> | undefined {
  if (said === undefined) return undefined
  const { head, probabilities } = said
  const top = Math.max(...probabilities)
  const scores = Object.fromEntries(head.classes.map((name, at) => [name, probabilities[at] ?? 0]))
  const label = top < head.sureFrom ? 'unsure' : (head.classes[probabilities.indexOf(top)] ?? 'unsure')
  // The classes stand in the file of weights; a test holds them to the types.
  return { label: label as Label | 'unsure', scores: scores as Record<Label, number> }
}

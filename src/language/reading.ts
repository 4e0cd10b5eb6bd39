import { complaintFrom, createComplaintReader } from '#language/complaints.ts'
import { bucketWeights } from '#language/heads/idf.ts'
import { emptyFeatures, readFeatures } from '#language/heads/features.ts'
import { type Head } from '#language/heads/head-file.ts'
import { headNames, headOf } from '#language/heads/heads.ts'
import { addMood, type MoodLexicon, moodLexicons, moodSize, readMood } from '#language/heads/mood.ts'
import { createPack, headProbabilities, type Pack } from '#language/heads/pack.ts'
import { createInformativeReader } from '#language/informative.ts'
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

/** A head of a pack, and where its raw scores begin. */
type Asked = {
  head: Head
  from: number
  /** One field a class, copied for every post: copies of one object are made faster than objects of named fields. */
  scores: Readonly<Record<string, number>>
}

/** What is asked for one language, by kind. */
type Questions = { pack: Pack; lexicon: MoodLexicon } & Record<Kind, Asked | undefined>

type Kind = 'sentiment' | 'emotion' | 'offensive' | 'crisis' | 'request' | 'informative'

/** Loads every head (about 150 ms, 40 MB) and makes a reader; the first text of each language takes some 10 ms more. */
export function createTextReader(): TextReader {
  const languages = createLanguageReader()
  const questionsFor = createQuestions()
  const isQuestion = createQuestionReader()
  const complaintOf = createComplaintReader()
  const informativeOf = createInformativeReader()
  const features = emptyFeatures()
  const flags = new Uint8Array(moodSize)
  return { read: (scan, declared) => readAs(scan, languages.read(scan, declared)), readAs }

  function readAs(scan: TextScan, { lang, sure }: Language): Reading {
    const questions = questionsFor(lang)
    const raw = rawScores(scan, questions)
    const crisis = judged<string>(questions.crisis, raw)
    const sentiment = judged<Sentiment>(questions.sentiment, raw) ?? unread
    return {
      lang,
      langSure: sure,
      sentiment,
      emotion: judged<Emotion>(questions.emotion, raw),
      offensive: second(questions.offensive, raw),
      crisis,
      request: second(questions.request, raw) ?? crisis?.scores['requests_or_urgent_needs'],
      informative: questions.informative && informativeOf(scan, raw[questions.informative.from] ?? 0),
      question: isQuestion(scan, lang),
      complaint: complaintOf(scan, lang, sentiment.scores.negative) >= complaintFrom,
    }
  }

  function rawScores(scan: TextScan, { pack, lexicon }: Questions): Float64Array {
    readFeatures(scan, features)
    readMood(scan, lexicon, flags)
    const raw = pack.score(scan, features)
    let from = 0
    for (const head of pack.heads) {
      if (head.mood) addMood(head.mood, flags, raw, from)
      from += head.outputs
    }
    return raw
  }
}

/** Gives one pack for each language that some head was trained for, and one for all others; made when first asked for. */
function createQuestions(): (lang: string) => Questions {
  const heads = headNames.filter((name) => name !== 'language').map(headOf)
  const weightOf = bucketWeights()
  const lexiconOf = moodLexicons()
  const langs = new Set(heads.flatMap((head) => head.langs))
  const made = new Map<string, Questions>()
  return (lang) => {
    const key = langs.has(lang) ? lang : anyLanguage
    const known = made.get(key)
    if (known) return known
    const asked = heads.filter((head) => servesBest(head, key, heads))
    const pack = createPack(asked, weightOf)
    const questions = { pack, lexicon: lexiconOf(key), ...placesOf(pack) }
    made.set(key, questions)
    return questions
  }
}

function placesOf({ heads }: Pack): Record<Kind, Asked | undefined> {
  const places: Partial<Record<string, Asked>> = {}
  let from = 0
  for (const head of heads) {
    const scores = Object.fromEntries(head.classes.map((name) => [name, 0]))
    places[kindOf(head)] = { head, from, scores }
    from += head.outputs
  }
  const { sentiment, emotion, offensive, crisis, request, informative } = places
  return { sentiment, emotion, offensive, crisis, request, informative }
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

const third = 1 / 3
const unread: Judged<Sentiment> = {
  label: 'unsure',
  scores: { negative: third, neutral: third, positive: third },
}

/** The probability of the second of two classes. */
function second(asked: Asked | undefined, raw: Float64Array): number | undefined {
  return asked && headProbabilities(asked.head, raw, asked.from)[1]
}

function judged<Label extends string>(
  asked: Asked | undefined,
  raw: Float64Array,
): Judged<Label> | undefined {
  if (asked === undefined) return undefined
  const { head } = asked
  const probabilities = headProbabilities(head, raw, asked.from)
  const scores: Record<string, number> = { ...asked.scores }
  let best = 0
  for (let at = 0; at < probabilities.length; at++) {
    const probability = probabilities[at] ?? 0
    scores[head.classes[at] ?? ''] = probability
    if (probability > (probabilities[best] ?? 0)) best = at
  }
  const isSure = (probabilities[best] ?? 0) >= head.sureFrom
  const label = isSure ? (head.classes[best] ?? 'unsure') : 'unsure'
  // The classes stand in the file of weights; a test holds them to the types.
  return { label: label as Label | 'unsure', scores: scores as Record<Label, number> }
}

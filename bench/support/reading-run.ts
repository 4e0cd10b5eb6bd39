import { createTextReader } from '#language/reading.ts'
import { emptyFeatures, readFeatures } from '#language/heads/features.ts'
import { createLanguageReader } from '#language/language-id.ts'
import { isQuestion } from '#language/questions.ts'
import { TextScan } from '#language/scan.ts'
import { alternative } from './alternatives.ts'
import { costOf, figure, heldMb, machine, median, perCpuS } from './measure.ts'
import { postsFrom, realTexts } from './texts.ts'

/**
 * How many posts a CPU second are read: tokens, language and every head. Beside it what users would pick instead, on the same
 * posts in the same run: `vader-sentiment` (mood only), `franc` (language only), `natural` (mood only, its tokeniser and stemmer).
 */
const bench = 'reading'
const roundCount = 5
const postCount = 20_000

const stream = { postsPerS: 50, startMs: Date.UTC(2026, 0, 1), seed: 3 }
const posts = [...postsFrom(realTexts(), postCount, stream)]
figure({ bench, what: 'machine', posts: posts.length, ...machine() })

const before = heldMb()
const began = performance.now()
const loading = await costOf(() => createTextReader())
const loadMs = Math.round(performance.now() - began)
const reader = createTextReader()
const after = heldMb()
figure({
  bench,
  what: 'load of all weights',
  cpuMs: Math.round(loading.cpuS * 1000),
  wallMs: loadMs,
  arraysMb: after.arrays - before.arrays,
  heapMb: after.heap - before.heap,
  floorMs: 300,
})

const scan = new TextScan()
const features = emptyFeatures()
const languages = createLanguageReader()

/** Posts a CPU second, the middle of some rounds; the first round warms up and does not count. */
async function rate(read: (text: string) => unknown, sample = posts, rounds = roundCount): Promise<number> {
  const rates: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const cost = await costOf(() => {
      for (const post of sample) read(post.text)
    })
    if (round > 0) rates.push(perCpuS(sample.length, cost))
  }
  return median(rates)
}

const whole = await rate((text) => {
  scan.read(text)
  reader.read(scan)
})
figure({ bench, what: 'tokens, language, every head', postsPerCpuS: whole, floor: 12_000, aim: 25_000 })

const parts: Record<string, (text: string) => unknown> = {
  tokens: (text) => scan.read(text),
  'tokens and language': (text) => {
    scan.read(text)
    return languages.read(scan)
  },
  'tokens and features': (text) => {
    scan.read(text)
    readFeatures(scan, features)
  },
  'tokens and heads, language known': (text) => {
    scan.read(text)
    return reader.readAs(scan, { lang: 'en', sure: true })
  },
  'question rules': (text) => isQuestion(text, 'en'),
}
for (const [what, read] of Object.entries(parts)) {
  const postsPerCpuS = await rate(read)
  figure({ bench, what, postsPerCpuS, usAPost: Number((1e6 / postsPerCpuS).toFixed(2)) })
}

const few = posts.slice(0, 2000)
for (const [what, read] of others()) {
  const postsPerCpuS = await rate(read, few, 3)
  figure({ bench, what, postsPerCpuS, oursIsTimes: Number((whole / postsPerCpuS).toFixed(1)) })
}

type Vader = { SentimentIntensityAnalyzer: { polarity_scores: (text: string) => unknown } }
type Franc = { franc: (text: string) => string }
type Natural = {
  WordTokenizer: new () => { tokenize: (text: string) => string[] }
  PorterStemmer: unknown
  SentimentAnalyzer: new (
    lang: string,
    stemmer: unknown,
    words: string,
  ) => { getSentiment: (words: string[]) => number }
}

/** What can be had of the packages, each as one call a text. */
function others(): [string, (text: string) => unknown][] {
  const vader = alternative('vader-sentiment') as Vader | undefined
  const franc = alternative('franc') as Franc | undefined
  const natural = alternative('natural') as Natural | undefined
  const found: [string, (text: string) => unknown][] = []
  if (vader)
    found.push(['vader-sentiment: mood', (text) => vader.SentimentIntensityAnalyzer.polarity_scores(text)])
  if (franc) found.push(['franc: language', (text) => franc.franc(text)])
  if (natural) {
    const tokenizer = new natural.WordTokenizer()
    const analyzer = new natural.SentimentAnalyzer('English', natural.PorterStemmer, 'afinn')
    found.push(['natural: tokens and mood', (text) => analyzer.getSentiment(tokenizer.tokenize(text))])
  }
  return found
}

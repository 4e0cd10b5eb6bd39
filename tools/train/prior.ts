import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { termsOf } from '#stream/trends/terms.ts'

/**
 * Computes the tables the engine starts from before it has learned a stream: how usual words and word pairs are in general
 * posts, and which words set posts about harm and disruption apart from other posts. Only counts leave this tool, no text.
 *
 * Run: `npx tsx tools/train/prior.ts ../shared/data/text src/stream/trends`
 */
const [from = '../shared/data/text', to = 'src/stream/trends'] = process.argv.slice(2)

type Corpus = { name: string; lang: string; texts: string[] }
type Row = { t?: string; text?: string; event?: string }

function read(file: string): string {
  return gunzipSync(readFileSync(`${from}/${file}`)).toString('utf8')
}

function rows(file: string): Row[] {
  return read(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}

function general(): Corpus[] {
  const files = readdirSync(from).filter((name) =>
    /^(sentiment|emotion|offensive)_\w+\.jsonl\.gz$/u.test(name),
  )
  const corpora = files.map((name) => ({
    name,
    lang: name.split('_')[1] ?? 'en',
    texts: rows(name).map((row) => row.t ?? ''),
  }))
  const [texts, langs] = JSON.parse(read('langid_train.json.gz')) as [string[], string[]]
  for (const lang of new Set(langs)) {
    corpora.push({ name: 'langid_train.json.gz', lang, texts: texts.filter((_, i) => langs[i] === lang) })
  }
  return corpora.map((corpus) => ({ ...corpus, lang: corpus.lang === 'en' ? 'english' : corpus.lang }))
}

type Counts = { docs: number; words: Map<string, number>; phrases: Map<string, number> }

function count(texts: readonly string[], into: Counts): void {
  for (const text of texts) {
    const terms = termsOf(text.replaceAll('@user', ' ')).filter((term) => term.stem !== 'user')
    const words = new Set(terms.map((term) => term.stem))
    const phrases = new Set(terms.slice(1).map((term, i) => `${terms[i]?.stem ?? ''} ${term.stem}`))
    into.docs++
    for (const word of words) into.words.set(word, (into.words.get(word) ?? 0) + 1)
    for (const phrase of phrases) into.phrases.set(phrase, (into.phrases.get(phrase) ?? 0) + 1)
  }
}

function countsByLanguage(corpora: readonly Corpus[]): Map<string, Counts> {
  const byLang = new Map<string, Counts>()
  for (const corpus of corpora) {
    const counts = byLang.get(corpus.lang) ?? { docs: 0, words: new Map(), phrases: new Map() }
    byLang.set(corpus.lang, counts)
    count(corpus.texts, counts)
  }
  return byLang
}

/** Highest share in any one language, as -10 log10; a word's first sighting is not counted, so that rare words stay rare. */
function shares(
  byLang: Map<string, Counts>,
  pick: (counts: Counts) => Map<string, number>,
  least: number,
): Map<string, number> {
  const best = new Map<string, number>()
  for (const counts of byLang.values()) {
    for (const [text, seen] of pick(counts)) {
      if (seen < least) continue
      best.set(text, Math.max(best.get(text) ?? 0, (seen - 1) / counts.docs))
    }
  }
  return best
}

function table(best: Map<string, number>, size: number): string {
  const ranked = [...best].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, size)
  return ranked.map(([text, share]) => `${text}\t${Math.round(-10 * Math.log10(share))}`).join('\n')
}

/** Smoothed log odds (×10) of a word in posts about harm and disruption against general posts; kept when it holds across events. */
function concern(plain: Counts, crisis: readonly Row[]): string {
  const seen: Counts = { docs: 0, words: new Map(), phrases: new Map() }
  count(
    crisis.map((row) => row.text ?? ''),
    seen,
  )
  const events = new Map<string, Map<string, number>>()
  for (const row of crisis) {
    for (const word of new Set(termsOf(row.text ?? '').map((term) => term.stem))) {
      const perEvent = events.get(word) ?? new Map<string, number>()
      events.set(word, perEvent.set(row.event ?? '', (perEvent.get(row.event ?? '') ?? 0) + 1))
    }
  }
  const kept: [string, number][] = []
  const all = new Set([...seen.words.keys(), ...plain.words.keys()])
  for (const word of all) {
    const perEvent = [...(events.get(word)?.values() ?? [])].sort((a, b) => b - a)
    // The event that used the word most is left out: what remains must still set it apart.
    const steady = perEvent.slice(1).reduce((sum, n) => sum + n, 0)
    const inGeneral = plain.words.get(word) ?? 0
    if (steady + inGeneral < 12 || (inGeneral < 12 && perEvent.length < 5)) continue
    const odds = Math.log((steady + 1) / (seen.docs + 2)) - Math.log((inGeneral + 1) / (plain.docs + 2))
    if (Math.abs(odds) >= 0.3) kept.push([word, Math.max(-25, Math.min(40, Math.round(odds * 10)))])
  }
  kept.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
  return kept
    .slice(0, 5000)
    .map(([word, weight]) => `${word}\t${weight}`)
    .join('\n')
}

const corpora = general()
const byLang = countsByLanguage(corpora)
const english = byLang.get('english')
if (english === undefined)
  throw new Error(`No English texts found in ${from}. Give the folder of ../shared/data/text.`)
const words = table(
  shares(byLang, (counts) => counts.words, 3),
  18_000,
)
const phrases = table(
  shares(byLang, (counts) => counts.phrases, 8),
  6_000,
)
const weights = concern(english, rows('crisis_places_train.jsonl.gz'))
writeFileSync(`${to}/prior.json`, JSON.stringify({ words, phrases, concern: weights }))
const files = readdirSync(from).filter((name) => /^(sentiment|emotion|offensive|langid|crisis)/u.test(name))
const manifest = {
  file: 'prior.json',
  sha256: createHash('sha256')
    .update(readFileSync(`${to}/prior.json`))
    .digest('hex'),
  madeBy: 'tools/train/prior.ts',
  holds: 'document frequencies of words and word pairs, and log odds of words; no text',
  sources: [
    'TweetEval sentiment, emotion, offensive (SemEval 2016-2019)',
    'UMSAB / XLM-T sentiment, eight languages',
    'TwitterLID language id',
    'IDRISI-RE / HumAID, CC BY 4.0',
  ],
  docs: Object.fromEntries([...byLang].map(([lang, counts]) => [lang, counts.docs])),
  inputs: Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(`${from}/${name}`))
        .digest('hex'),
    ]),
  ),
}
writeFileSync(`${to}/prior.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`)
console.log(
  `${words.split('\n').length} words, ${phrases.split('\n').length} phrases, ${weights.split('\n').length} weights`,
)

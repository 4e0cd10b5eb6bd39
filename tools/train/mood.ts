import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { hash32 } from '#kernel/hash.ts'
import { TextScan } from '#language/scan.ts'

/**
 * Packs word lists of mood for `src/language/heads/mood.ts` from packages of `bench/alternatives` (install them first).
 * Run: `npx tsx tools/train/mood.ts`. Left out for their terms or because unclear: natural's German list (SentiWS) and ML-SentiCon.
 */
const packages = new URL('../../bench/alternatives/node_modules/', import.meta.url)
const sentiment = 'natural/lib/natural/sentiment/'
type Entry = readonly [string, number]

function vader(): Entry[] {
  return readFileSync(new URL('vader-sentiment/vader_lexicon.txt', packages), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([word, valence]) => (word && valence ? [[word, Number(valence) * 25] as const] : []))
}

function natural(file: string, factor: number): Entry[] {
  const list = JSON.parse(readFileSync(new URL(sentiment + file, packages), 'utf8')) as Record<
    string,
    number | { polarity: string }
  >
  return Object.entries(list).map(([word, value]) => [
    word,
    Number(typeof value === 'object' ? value.polarity : value) * factor,
  ])
}

const scan = new TextScan()
/** Entries of one word, as hashes; what sounds neither good nor bad is left out. */
function hashed(entries: readonly Entry[], isWanted: (isEmoji: boolean) => boolean): Map<number, number> {
  const found = new Map<number, number>()
  for (const [word, valence] of entries) {
    scan.read(word)
    const byte = Math.max(-100, Math.min(100, Math.round(valence)))
    if (scan.wordCount !== 1 || Math.abs(byte) < 5 || !isWanted(scan.tokenKind[0] === 5)) continue
    if (scan.tokenFrom[0] !== 0 || scan.tokenTo[0] !== word.length) continue
    found.set(hash32(scan.wordText(0), 1) | 0, byte)
  }
  return found
}

const spanish = natural('Spanish/afinnShortSortedSpanish.json', 20)
const portuguese = natural('Portuguese/afinnShortSortedPortuguese.json', 20)
const isWord = (isEmoji: boolean): boolean => !isEmoji
const lists = {
  emoji: hashed([...spanish, ...portuguese], (isEmoji) => isEmoji),
  en: hashed(vader(), isWord),
  es: hashed(spanish, isWord),
  fr: hashed(natural('French/pattern-sentiment-fr.json', 100), isWord),
  it: hashed(natural('Italian/pattern-sentiment-it.json', 100), isWord),
  pt: hashed(portuguese, isWord),
}
const counts = Object.fromEntries(Object.entries(lists).map(([lang, list]) => [lang, list.size]))
const body = Object.values(lists).flatMap((list) =>
  [...list].map(([hash, valence]) => {
    const entry = Buffer.alloc(5)
    entry.writeInt32LE(hash)
    entry.writeInt8(valence, 4)
    return entry
  }),
)
const packed = gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(counts)}\n`), ...body]), { level: 9 })
const to = new URL('../../src/language/heads/', import.meta.url)
writeFileSync(new URL('mood.bin', to), packed)
const manifest = {
  file: 'mood.bin',
  sha256: createHash('sha256').update(packed).digest('hex'),
  madeBy: 'tools/train/mood.ts',
  holds: 'hashes of words with a valence; no text',
  sources: [
    'VADER lexicon, C.J. Hutto and E. Gilbert 2014, MIT, as packed in vader-sentiment 1.1.3 (Apache-2.0)',
    'AFINN, F. A. Nielsen, Spanish and Portuguese and emoji, as packed in natural 8.1.1 (MIT)',
    'pattern, CLiPS, French and Italian adjectives, as packed in natural 8.1.1 (MIT)',
  ],
  words: counts,
}
writeFileSync(new URL('mood.manifest.json', to), `${JSON.stringify(manifest, null, 2)}\n`)
process.stdout.write(`${JSON.stringify({ ...counts, bytes: packed.length })}\n`)

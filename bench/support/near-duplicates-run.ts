import { NearDuplicates, type Seen } from '#language/near-duplicates.ts'
import { saidWords } from '#language/said-words.ts'
import { TextScan } from '#language/scan.ts'
import { seededChance } from '#stream/matcher/nasty-input.ts'
import { alternative } from './alternatives.ts'
import { type Edited, edits, injected } from './edits.ts'
import { costOf, figure, machine, median, perCpuS } from './measure.ts'
import { realTexts } from './texts.ts'

// How fast and how well copies are found: 60,000 real texts, each once, and 15,000 edited copies that come up to 20,000
// posts after their text. Thresholds were chosen with seed 1 of the edits; the figures are of seed 2.
const runs = 5
const seed = 2
const textsMax = 60_000
const alternativesMax = 3000

const stream = injected(realTexts().slice(0, textsMax), 0.25, seededChance(seed))
const scan = new TextScan()
const words = stream.map(({ text }) => {
  scan.read(text)
  return Int32Array.from(saidWords(scan, []))
})

function seenAll(): Seen[] {
  const copies = new NearDuplicates()
  return words.map((each, at) => copies.seen(each, at))
}

function readAndSeenAll(): number {
  const copies = new NearDuplicates()
  const said: number[] = []
  let count = 0
  for (const [at, { text }] of stream.entries()) {
    scan.read(text)
    if (copies.seen(saidWords(scan, said), at).copy) count++
  }
  return count
}

async function rate(count: number, work: () => unknown): Promise<number> {
  const rates: number[] = []
  for (let run = 0; run < runs; run++) rates.push(perCpuS(count, await costOf(work)))
  return median(rates)
}

const seen = seenAll()
const recall: Record<string, { n: number; foundShareOf1: number }> = {}
for (const edit of edits) {
  const tried = stream.flatMap((post, at) => (post.edit === edit ? [at] : []))
  const found = tried.filter((at) => seen[at]?.cluster === seen[stream[at]?.of ?? -1]?.cluster)
  recall[edit] = { n: tried.length, foundShareOf1: Number((found.length / tried.length).toFixed(4)) }
}
const copied = stream.flatMap((post, at) => (post.edit === undefined ? [] : [at]))
const foundAll = copied.filter((at) => seen[at]?.cluster === seen[stream[at]?.of ?? -1]?.cluster)
figure({
  bench: 'near-duplicates',
  what: 'recall on edited copies',
  n: copied.length,
  foundShareOf1: Number((foundAll.length / copied.length).toFixed(4)),
  ...recall,
})

const trigrams = (text: string): Set<string> => {
  const folded = text.toLowerCase()
  return new Set(Array.from({ length: Math.max(1, folded.length - 2) }, (_, at) => folded.slice(at, at + 3)))
}
function trigramLikeness(a: string, b: string): number {
  const [first, second] = [trigrams(a), trigrams(b)]
  const shared = [...first].filter((part) => second.has(part)).length
  return shared / Math.max(1, Math.min(first.size, second.size))
}
const members = new Map<number, Edited[]>()
let [distinct, flagged, unlike] = [0, 0, 0]
for (const [at, post] of stream.entries()) {
  const cluster = seen[at]?.cluster ?? -1
  const earlier = members.get(cluster) ?? []
  members.set(cluster, [...earlier.slice(-20), post])
  if (post.edit !== undefined) continue
  distinct++
  if (seen[at]?.copy !== true) continue
  flagged++
  if (Math.max(...earlier.map((other) => trigramLikeness(other.text, post.text))) < 0.5) unlike++
}
figure({
  bench: 'near-duplicates',
  what: 'flagged among texts that differ (real reposts are among them)',
  n: distinct,
  flaggedShareOf1: Number((flagged / distinct).toFixed(4)),
  unlikeShareOf1: Number((unlike / distinct).toFixed(5)),
  unlikeMeans: 'fewer than half of the character trigrams of the shorter text stand in the other',
})

figure({
  bench: 'near-duplicates',
  what: 'seen',
  postsPerCpuS: await rate(stream.length, seenAll),
  posts: stream.length,
  ...machine(),
})
figure({
  bench: 'near-duplicates',
  what: 'text to answer: scan, words, seen',
  postsPerCpuS: await rate(stream.length, readAndSeenAll),
})

type Simhash = { SimHash: new () => { hash(text: string): unknown } }
type Minhash = { Minhash: new (options: { numPerm: number }) => { update(word: string): void } }
const few = stream.slice(0, alternativesMax).map(({ text }) => text)
const simhash = alternative('simhash-js') as Simhash | undefined
if (simhash !== undefined) {
  const hasher = new simhash.SimHash()
  const hashAll = (): void => few.forEach((text) => hasher.hash(text))
  figure({
    bench: 'near-duplicates',
    what: 'alternative: npm simhash-js, hash only',
    postsPerCpuS: await rate(few.length, hashAll),
  })
}
const minhash = alternative('minhash') as Minhash | undefined
if (minhash !== undefined) {
  const hashAll = (): void => {
    for (const text of few) {
      const hash = new minhash.Minhash({ numPerm: 24 })
      for (const word of text.split(' ')) hash.update(word)
    }
  }
  figure({
    bench: 'near-duplicates',
    what: 'alternative: npm minhash, hash only',
    postsPerCpuS: await rate(few.length, hashAll),
  })
}

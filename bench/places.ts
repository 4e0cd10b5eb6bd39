import { placesIn } from '#language/places.ts'
import { createPlaceTagger } from '#language/places/load.ts'
import { TextScan } from '#language/scan.ts'
import { costOf, figure, heldMb, machine, median, perCpuS } from './support/measure.ts'
import { hasRealTexts, realTexts } from './support/texts.ts'

/**
 * What reading places costs: own list and street grammar on every post (aim: below 3 us), the tagger on matched ones (floor:
 * 10,000 posts a CPU second). No package with a licence and speed to compare with is at hand; the evidence page has
 * compromise at 360 posts a CPU second and F1 66 where ours has 85.
 */
const runs = 5

async function rateOf(texts: readonly string[], read: (text: string) => unknown): Promise<number> {
  const rates: number[] = []
  for (let run = 0; run < runs; run++) {
    const cost = await costOf(() => {
      for (const text of texts) read(text)
    })
    rates.push(perCpuS(texts.length, cost))
  }
  return median(rates)
}

if (hasRealTexts()) {
  const bench = 'places'
  const texts = realTexts().slice(0, 30_000)
  figure({ bench, what: 'machine', ...machine(), posts: texts.length, runs })
  const own = Array.from({ length: 500 }, (_, i) => ({ name: `Ward ${i} Road`, also: [`rue du Lieu ${i}`] }))
  const cheap = await rateOf(texts, (text) => placesIn(text, own))
  figure({
    bench,
    what: 'own list of 500 and grammar',
    postsPerCpuS: cheap,
    usPerPost: Number((1e6 / cheap).toFixed(2)),
  })
  const before = heldMb()
  const began = performance.now()
  const tagger = createPlaceTagger()
  const loadMs = Math.round(performance.now() - began)
  const after = heldMb()
  figure({
    bench,
    what: 'loading the tagger',
    loadMs,
    arraysMb: after.arrays - before.arrays,
    rssMb: after.rss - before.rss,
  })
  const scan = new TextScan()
  const scanned = await rateOf(texts, (text) => scan.read(text))
  const tagged = await rateOf(texts, (text) => {
    scan.read(text)
    return tagger.tag(scan)
  })
  const alone = 1e6 / (1e6 / tagged - 1e6 / scanned)
  figure({ bench, what: 'tagger with its scan', postsPerCpuS: tagged, withoutScan: Math.round(alone) })
} else process.stdout.write('The labelled texts are not beside the repository; nothing to measure on.\n')

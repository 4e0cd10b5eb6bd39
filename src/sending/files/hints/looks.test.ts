import sharp from 'sharp'
import { expect, test } from 'vitest'
import { lookOf } from '#sending/files/hints/looks.ts'
import { photo } from '#sending/files/test-files.ts'

// Real photographs are not kept here: docs/sending.md tells what was measured on them. These are drawn, or noise like theirs.

const said = [
  ['Road closed', 'King Street until 18:00'],
  ['L’eau est coupée rue Principale', 'Avis d’ébullition'],
  ['Warming centre open tonight', 'Call 311'],
] as const

type Sign = {
  lines: readonly string[]
  ground: string
  ink: string
  sizePx: number
  font?: string
  turned?: number
}

/** A sign as offices make them. */
function sign({ lines, ground, ink, sizePx, font = 'DejaVu Sans', turned = 0 }: Sign): Promise<Buffer> {
  const text = lines
    .map(
      (line, at) =>
        `<text x="60" y="${180 + at * sizePx * 1.5}" font-family="${font}" font-size="${sizePx}" fill="${ink}">${line}</text>`,
    )
    .join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1100" height="700"><rect width="1100" height="700" fill="${ground}"/><g transform="rotate(${turned} 550 350)">${text}</g></svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer()
}

const signs = [
  ...[28, 48].flatMap((sizePx) => said.map((lines) => ({ lines, ground: '#fff', ink: '#16222b', sizePx }))),
  ...said.map((lines) => ({ lines, ground: '#0a3a55', ink: '#fff', sizePx: 40, font: 'DejaVu Serif' })),
  ...said.map((lines) => ({ lines, ground: '#fbe9a7', ink: '#7a0019', sizePx: 36, turned: 3 })),
]

/** What is no writing, and has edges all the same. */
function others(): Promise<Buffer>[] {
  const drawn = (inside: string): Promise<Buffer> =>
    sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="900" height="700">${inside}</svg>`))
      .flatten({ background: '#ddd' })
      .jpeg({ quality: 80 })
      .toBuffer()
  const many = (count: number, one: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => one(at)).join('')
  return [
    ...[0.6, 1.2, 2.5, 5, 12].map((sigma) =>
      photo(900, 700).blur(sigma).normalise().jpeg({ quality: 80 }).toBuffer(),
    ),
    drawn(''),
    // A board, a wall, a fence, windows in rows, hills, dots.
    drawn(
      many(
        60,
        (at) =>
          `<rect x="${(at % 10) * 90 + (Math.floor(at / 10) % 2) * 45}" y="${Math.floor(at / 10) * 45}" width="45" height="45"/>`,
      ),
    ),
    drawn(
      many(
        80,
        (at) =>
          `<rect x="${(at % 10) * 88 + (Math.floor(at / 10) % 2) * 40}" y="${Math.floor(at / 10) * 34}" width="80" height="28" fill="#a54"/>`,
      ),
    ),
    drawn(many(40, (at) => `<rect x="${at * 22}" y="80" width="8" height="500" fill="#543"/>`)),
    drawn(
      many(
        70,
        (at) =>
          `<rect x="${60 + (at % 10) * 80}" y="${60 + Math.floor(at / 10) * 80}" width="34" height="44" fill="#234"/>`,
      ),
    ),
    drawn(
      '<path d="M0 500 Q200 300 400 480 T900 420 V700 H0Z" fill="#465"/><circle cx="700" cy="120" r="60" fill="#fd6"/>',
    ),
    drawn(
      many(
        90,
        (at) =>
          `<circle cx="${40 + (at % 15) * 58}" cy="${60 + Math.floor(at / 15) * 90}" r="14" fill="#333"/>`,
      ),
    ),
  ]
}

test('most signs are seen as words, and next to nothing else is', async () => {
  const seen = await Promise.all(signs.map(async (one) => (await lookOf(await sign(one))).holdsWords))
  expect(seen.filter((holds) => holds).length / seen.length).toBeGreaterThanOrEqual(0.8)
  const wrong = await Promise.all(others().map(async (bytes) => (await lookOf(await bytes)).holdsWords))
  expect(wrong.filter((holds) => holds)).toEqual([])
}, 60_000)

test('letters that hardly stand out are told from those that do', async () => {
  const look = async (ground: string, ink: string): Promise<unknown> =>
    lookOf(await sign({ lines: said[2], ground, ink, sizePx: 48 }))
  expect(await look('#ffffff', '#c8c8c8')).toEqual({ holdsWords: true, isFaint: true })
  expect(await look('#202020', '#4a4a4a')).toEqual({ holdsWords: true, isFaint: true })
  expect(await look('#ffffff', '#767676')).toEqual({ holdsWords: true, isFaint: false })
  expect(await look('#0a3a55', '#ffffff')).toEqual({ holdsWords: true, isFaint: false })
}, 60_000)

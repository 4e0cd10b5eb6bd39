import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import type { Heard } from '#networks/contract.ts'
import { readAllPosts, replayReader } from '#networks/replay/replay.ts'
import { hearAll, postsIn, refusalsIn, skippingClock, testNeeds } from '#networks/replay/test-clock.ts'

const startMs = Date.UTC(2025, 2, 1, 10)
let folder = ''
let files = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(content: string | Buffer): string {
  const path = join(folder, `f${files++}.jsonl`)
  writeFileSync(path, content)
  return path
}

function line(n: number, atMs: number | string | undefined = startMs + n * 1000, more: object = {}): string {
  return JSON.stringify({ id: `p${n}`, text: `made-up words ${n}`, created_at: atMs, ...more })
}

const lines = (count: number): string => Array.from({ length: count }, (_, n) => `${line(n)}\n`).join('')
const hear = (path: string): Promise<Heard[]> => hearAll(replayReader({ file: path, speed: 'max' }))
const last = (heard: readonly Heard[]): Heard | undefined => heard.at(-1)

test('a file is heard in order, with its own times, whatever its name says about gzip', async () => {
  for (const content of [lines(600), gzipSync(lines(600))]) {
    const heard = await hear(file(content))
    const posts = postsIn(heard)
    expect(posts.map((post) => post.id)).toEqual(Array.from({ length: 600 }, (_, n) => `replay:p${n}`))
    expect(posts.every((post, n) => post.atMs === startMs + n * 1000 && post.heardAtMs === post.atMs)).toBe(
      true,
    )
    for (const one of heard) if (one.kind === 'posts') expect(one.posts.length).toBeLessThanOrEqual(256)
    expect(last(heard)).toMatchObject({ kind: 'state', state: 'ended' })
  }
})

test('a gzip that breaks off gives every whole line before the break', async () => {
  const whole = gzipSync(
    Array.from({ length: 3000 }, (_, n) => `${line(n, undefined, { salt: Math.sin(n) })}\n`).join(''),
  )
  const heard = await hear(file(whole.subarray(0, whole.length >> 1)))
  const posts = postsIn(heard)
  expect(posts.length).toBeGreaterThan(1000)
  expect(posts.map((post) => post.id)).toEqual(posts.map((_, n) => `replay:p${n}`))
  expect(refusalsIn(heard)).toEqual({ truncated: 1 })
})

test('a gzip that goes wrong in its middle is told as truncated too', async () => {
  const whole = gzipSync(
    Array.from({ length: 3000 }, (_, n) => `${line(n, undefined, { salt: Math.sin(n) })}\n`).join(''),
  )
  whole.fill(0xaa, whole.length >> 1, (whole.length >> 1) + 64)
  const heard = await hear(file(whole))
  expect(postsIn(heard).length).toBeGreaterThan(500)
  expect(refusalsIn(heard)['truncated']).toBe(1)
})

test('a 10 MB line is skipped and counted; its neighbours are heard', async () => {
  const heard = await hear(
    file(gzipSync(`${line(1)}\n${line(2, startMs, { text: 'x'.repeat(10 * 1024 * 1024) })}\n${line(3)}\n`)),
  )
  expect(postsIn(heard).map((post) => post.id)).toEqual(['replay:p1', 'replay:p3'])
  expect(refusalsIn(heard)).toEqual({ 'too-long': 1 })
  for (const one of heard) if (one.kind === 'refused') expect(one.sample?.length).toBeLessThanOrEqual(200)
})

test('broken UTF-8 is repaired, the post is kept and the damage counted', async () => {
  const broken = Buffer.concat([
    Buffer.from('{"id":"b","text":"caf'),
    Buffer.from([0xe9, 0xff]),
    Buffer.from(' noir"}\n'),
    Buffer.from(line(2)),
  ])
  const heard = await hear(file(broken))
  expect(postsIn(heard)[0]?.text).toMatch(/^caf\uFFFD+ noir$/)
  expect(postsIn(heard)).toHaveLength(2)
  expect(refusalsIn(heard)).toEqual({ 'bad-encoding': 1 })
})

test('empty lines, Windows line ends, a byte order mark and null bytes lose nothing', async () => {
  const heard = await hear(
    file(`\uFEFF${line(1)}\r\n\r\n   \n${line(2).replace('words', 'wo\u0000rds')}\r\n${line(3)}`),
  )
  expect(postsIn(heard).map((post) => post.text)).toEqual([
    'made-up words 1',
    'made-up words 2',
    'made-up words 3',
  ])
  expect(refusalsIn(heard)).toEqual({})
})

test.each(['utf16le', 'utf16le without a mark', 'utf16be'])('a file in %s is read', async (kind) => {
  const little = Buffer.from(
    `${kind.includes('without') ? '' : '\uFEFF'}${line(1, startMs, { text: 'été 🚲' })}\n${line(2)}\n`,
    'utf16le',
  )
  const heard = await hear(file(kind === 'utf16be' ? little.swap16() : little))
  expect(postsIn(heard).map((post) => post.text)).toEqual(['été 🚲', 'made-up words 2'])
})

test('the same post a thousand times is a thousand times the same id', async () => {
  const heard = await hear(file(`${line(1)}\n`.repeat(1000)))
  expect(postsIn(heard)).toHaveLength(1000)
  expect(new Set(postsIn(heard).map((post) => post.id)).size).toBe(1)
})

test('posts without a date stand at the time of the post before, also the first ones', async () => {
  const undated = (n: number): string => JSON.stringify({ id: `u${n}`, text: 'no date' })
  const heard = await hear(file([undated(1), line(1), undated(2), line(2), undated(3)].join('\n')))
  expect(postsIn(heard).map((post) => post.atMs - startMs)).toEqual([1000, 1000, 1000, 2000, 2000])
  expect(postsIn(heard)[0]?.claimedAtMs).toBeUndefined()
  expect(last(heard)).toMatchObject({
    why: 'ended',
    detail: expect.stringContaining('3 had no readable date'),
  })
})

test('dates in 1970 and 2099 stay out of stream time, and what was claimed is kept', async () => {
  const wrong = [
    line(2, '1970-01-01T00:00:00Z'),
    line(3, '2099-12-31T00:00:00Z'),
    line(4, '2031-01-01T00:00:00Z'),
  ]
  const heard = await hear(file([line(1), ...wrong, line(5)].join('\n')))
  expect(postsIn(heard).map((post) => post.atMs - startMs)).toEqual([1000, 1000, 1000, 1000, 5000])
  expect(postsIn(heard)[1]?.claimedAtMs).toBe(0)
  expect(heard.filter((one) => one.kind === 'clock')).toEqual([])
})

test('a wrong date on the first post does not lead the file astray', async () => {
  const heard = await hear(
    file([line(0, '2044-01-01T00:00:00Z'), ...Array.from({ length: 30 }, (_, n) => line(n + 1))].join('\n')),
  )
  expect(Math.max(...postsIn(heard).map((post) => post.atMs))).toBe(startMs + 30_000)
})

test('a post a day late keeps its own time, and the clock never runs back', async () => {
  const heard = await hear(
    file(
      [
        line(1),
        line(2, startMs + 5 * minuteMs),
        line(3, startMs - 24 * hourMs),
        line(4, startMs + 7 * minuteMs),
      ].join('\n'),
    ),
  )
  expect(postsIn(heard)[2]?.atMs).toBe(startMs - 24 * hourMs)
  const ticks = heard.flatMap((one) => (one.kind === 'clock' ? [(one.atMs - startMs) / minuteMs] : []))
  expect(ticks).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('a long silence is told hour by hour, not minute by minute for years', async () => {
  const heard = await hear(file([line(1), line(2, startMs + 300 * 24 * hourMs)].join('\n')))
  expect(heard.filter((one) => one.kind === 'clock').length).toBeLessThan(24 * 60 + 300 * 24)
})

test('at speed 60 an hour takes a minute, no sleep is longer than a second, and quiet minutes are told', async () => {
  const clock = skippingClock()
  const path = file([line(1, startMs), line(2, startMs + hourMs)].join('\n'))
  const heard = await hearAll(replayReader({ file: path, speed: 60 }), testNeeds({ clock }))
  expect(clock.sleptMs.reduce((sum, ms) => sum + ms, 0)).toBe(60_000)
  expect(Math.max(...clock.sleptMs)).toBeLessThanOrEqual(1000)
  expect(heard.filter((one) => one.kind === 'clock')).toHaveLength(60)
})

test('what lies before the starting time is told without waiting', async () => {
  const clock = skippingClock()
  const path = file(Array.from({ length: 10 }, (_, n) => line(n, startMs + n * minuteMs)).join('\n'))
  await hearAll(replayReader({ file: path, speed: 1, startMs: startMs + 8 * minuteMs }), testNeeds({ clock }))
  expect(clock.sleptMs.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(2 * minuteMs, -3)
})

test('a replay that is stopped ends at once, and goes on from its cursor without losing or repeating', async () => {
  const path = file(lines(1000))
  const stop = new AbortController()
  const first: Heard[] = []
  for await (const one of replayReader({ file: path, speed: 'max' }).read(
    testNeeds({ signal: stop.signal }),
  )) {
    first.push(one)
    if (postsIn(first).length >= 500) stop.abort()
  }
  const cursor = first.flatMap((one) => (one.kind === 'posts' && one.cursor ? [one.cursor] : [])).at(-1)
  expect(postsIn(first).length).toBeLessThan(1000)
  const second = await hearAll(
    replayReader({ file: path, speed: 'max' }),
    testNeeds({ ...(cursor ? { cursor } : {}) }),
  )
  const ids = [...postsIn(first), ...postsIn(second)].map((post) => post.id)
  expect(ids).toEqual(Array.from({ length: 1000 }, (_, n) => `replay:p${n}`))
  expect(first.some((one) => one.kind === 'state' && one.state === 'ended')).toBe(false)
})

test('a cursor that is not ours starts the file from its beginning', async () => {
  const heard = await hearAll(
    replayReader({ file: file(lines(3)), speed: 'max' }),
    testNeeds({ cursor: 'v1:123' }),
  )
  expect(postsIn(heard)).toHaveLength(3)
})

test.each([
  ['no such file', () => join(folder, 'nowhere.jsonl'), 'no-file', /There is no file/],
  [
    'a folder',
    () => (mkdirSync(join(folder, 'd'), { recursive: true }), join(folder, 'd')),
    'unreadable',
    /is a folder/,
  ],
  [
    'a picture',
    () => file(Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256))),
    'unreadable',
    /not a text file/,
  ],
  [
    'lines that are no posts',
    () => file('one\ntwo\nthree\n'),
    'unreadable',
    /No post could be read.*not-json 3/,
  ],
])('%s is told as failed, in plain words', async (_what, path, why, words) => {
  expect(last(await hear(path()))).toMatchObject({
    state: 'failed',
    why,
    detail: expect.stringMatching(words),
  })
})

test('an empty file ends quietly', async () => {
  expect(last(await hear(file('')))).toMatchObject({ state: 'ended' })
  expect(last(await hear(file(gzipSync(''))))).toMatchObject({ state: 'ended' })
})

test('a table is read by its headings, with quoted cells over several lines', async () => {
  const table =
    'Timestamp; Tweet-ID; Text\n2025-03-01 10:00:00;11;"one; two\nthree ""four"""\n2025-03-01 10:00:05;12;plain\n'
  const posts = postsIn(await hear(file(table)))
  expect(posts.map((post) => [post.id, post.text, post.atMs])).toEqual([
    ['replay:11', 'one; two\nthree "four"', startMs],
    ['replay:12', 'plain', startMs + 5000],
  ])
})

test('a quote that never closes costs one line of a table, not the rest of it', async () => {
  const rows = Array.from({ length: 200 }, (_, n) => `${n},words ${n}`)
  const heard = await hear(file(['id,text', '900,"never closed', ...rows].join('\n')))
  expect(postsIn(heard)).toHaveLength(200)
  expect(refusalsIn(heard)).toEqual({ 'not-a-post': 1 })
})

test('a table without texts refuses each row by name', async () => {
  const heard = await hear(file('Timestamp, Tweet-ID\n2025-03-01,1\n2025-03-01,2\n'))
  expect(refusalsIn(heard)).toEqual({ 'no-text': 2 })
})

test('a JSON array with an item a line is read too', async () => {
  expect(postsIn(await hear(file(`[\n${line(1)},\n${line(2)}\n]\n`)))).toHaveLength(2)
})

test('emoji, right-to-left, Chinese and zero-width characters pass unharmed', async () => {
  const text = '👩‍👩‍👧 שלום مرحبا 水\u200B濁り \u202Eback'
  const posts = postsIn(await hear(file(line(1, startMs, { text }))))
  expect(posts[0]?.text).toBe(text)
  Post.parse(posts[0])
})

test('evaluate reads all posts at once, with the counts of what was wrong', async () => {
  const counts = { posts: 0, undated: 0, misdated: 0, refused: {} }
  const posts: Post[] = []
  for await (const post of readAllPosts(file(`${lines(20)}junk\n`), counts)) posts.push(post)
  expect(posts).toHaveLength(20)
  expect(counts).toEqual({ posts: 20, undated: 0, misdated: 0, refused: { 'not-json': 1 } })
})

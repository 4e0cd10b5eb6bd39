import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Post } from '#kernel/post.ts'
import { seededChance } from '#stream/matcher/nasty-input.ts'

const folder = new URL('../../../shared/data/text/', import.meta.url)

/** Whether the labelled texts are beside the repository; a benchmark on real texts says so and ends where they are not. */
export function hasRealTexts(): boolean {
  return existsSync(folder)
}

/** Every labelled text of `../shared/data/text` (about 100,000, mostly English), each once, shuffled by a seed. */
export function realTexts(seed = 1): string[] {
  const texts = new Set<string>()
  for (const name of readdirSync(folder).toSorted()) {
    if (!name.endsWith('.jsonl.gz')) continue
    for (const line of gunzipSync(readFileSync(new URL(name, folder)))
      .toString()
      .split('\n')) {
      const text = line === '' ? undefined : textOf(JSON.parse(line))
      if (text !== undefined) texts.add(text)
    }
  }
  return shuffled([...texts], seededChance(seed))
}

function textOf(line: unknown): string | undefined {
  if (typeof line !== 'object' || line === null) return undefined
  const { t, text } = { t: undefined, text: undefined, ...line }
  const found: unknown = t ?? text
  return typeof found === 'string' ? found : undefined
}

function shuffled<T>(items: T[], chance: () => number): T[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1))
    const [a, b] = [items[at], items[other]]
    if (a !== undefined && b !== undefined) [items[at], items[other]] = [b, a]
  }
  return items
}

/** A day as a benchmark plays it: how many posts a second, and from when. */
export type Stream = { postsPerS: number; startMs: number; seed: number }

/**
 * Posts with real words and made-up authors: 300,000 authors of whom few write much, 2 % with coordinates, 10 % with a
 * link, 8 % with a tag, 10 % that begin with a mention. The same seed gives the same posts.
 */
export function* postsFrom(texts: readonly string[], count: number, stream: Stream): Generator<Post> {
  const chance = seededChance(stream.seed)
  for (let at = 0; at < count; at++) {
    const atMs = stream.startMs + Math.floor((at * 1000) / stream.postsPerS)
    const text = texts[Math.floor(chance() * texts.length)] ?? ''
    const author = Math.floor(300_000 * chance() ** 3)
    yield {
      id: `bench:${stream.seed}-${at}`,
      network: 'bench',
      source: 'bench',
      text: dressed(text, chance),
      atMs,
      heardAtMs: atMs,
      author: { id: `did:plc:${author}`, handle: `person${author}.example` },
      ...(chance() < 0.02 ? { geo: { lat: 45 + chance() * 2, lon: -74 + chance() * 2 } } : {}),
    }
  }
}

function dressed(text: string, chance: () => number): string {
  const mention = chance() < 0.1 ? `@person${Math.floor(chance() * 2_000_000)}.example ` : ''
  const tag = chance() < 0.08 ? ` #tag${Math.floor(20_000 * chance() ** 3)}` : ''
  const link =
    chance() < 0.1 ? ` https://site${Math.floor(5000 * chance() ** 2)}.example/${at36(chance)}` : ''
  // As a wire gives it: one flat string. Joined ones are read through a detour that no decoder leaves behind.
  return Buffer.from(`${mention}${text}${tag}${link}`).toString()
}

function at36(chance: () => number): string {
  return Math.floor(chance() * 1e9).toString(36)
}

import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { MatchCrew } from '#listening/workers/match-crew.ts'

const scripts = new URL('../../../dist/server/', import.meta.url)
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

function crewOf(count: number): MatchCrew {
  const crew = new MatchCrew({ scripts, count, log: silentLog })
  undo.push(() => crew.close())
  return crew
}

function said(text: string, more: Partial<Post> = {}): Post {
  return { id: `net:${text}`, network: 'net', source: 's', text, atMs: 0, heardAtMs: 0, ...more }
}

test('every post of a batch has its own watches, in order, with several threads too', async () => {
  const crew = crewOf(2)
  crew.setRules([
    { id: 'water', rule: 'water' },
    { id: 'both', rule: 'flood water' },
    { id: 'news', rule: 'from:paper' },
  ])
  const batch = (at: number): Post[] => [
    said(`flood water ${at}`),
    said(`nothing ${at}`),
    said(`water ${at}`, { author: { id: 'net:paper', handle: 'paper', kind: 'media' } }),
    said(`flood ${at} \uD83D water`),
  ]
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => crew.match(batch(at))))
  for (const { watches, langs, readings } of answers) {
    expect(watches.map((fits) => fits.toSorted())).toEqual([
      ['both', 'water'],
      [],
      ['news', 'water'],
      ['both', 'water'],
    ])
    expect(langs).toHaveLength(4)
    expect(readings.map((reading) => reading !== undefined)).toEqual([true, false, true, true])
  }
})

test('an answer names the watches of its own time, whatever comes and goes meanwhile', async () => {
  const crew = crewOf(1)
  const ask = async (): Promise<string[]> => {
    const { watches } = await crew.match([said('flood')])
    return (watches[0] ?? []).toSorted()
  }
  crew.setRules([
    { id: 'a', rule: 'flood' },
    { id: 'b', rule: 'flood' },
  ])
  const first = ask()
  crew.setRules([{ id: 'c', rule: 'flood' }])
  const second = ask()
  crew.setRules([
    { id: 'c', rule: 'water' },
    { id: 'a', rule: 'flood' },
  ])
  const third = ask()
  crew.setRules([])
  expect(await Promise.all([first, second, third, ask()])).toEqual([['a', 'b'], ['c'], ['a'], []])
})

test('a declared language stands beside the one that is read, for rules and for the answer', async () => {
  const crew = crewOf(1)
  crew.setRules([{ id: 'fr', rule: 'inondation lang:fr' }])
  const { watches, langs } = await crew.match([
    said('inondation', { lang: 'fr' }),
    said('inondation', { lang: 'en' }),
    said("Une inondation au centre de la ville, plusieurs rues sont fermées ce matin et l'eau monte encore"),
  ])
  expect(watches).toEqual([['fr'], [], ['fr']])
  expect(langs[2]).toBe('fr')
})

import { expect, test } from 'vitest'
import { LiveLink, type LiveNeeds, type LiveSource } from '#web/live.ts'

type Wire = {
  url: string
  source: LiveSource & { readyState: number }
  send(kind: string, data: unknown, id?: string): void
}

function desk(): { link: LiveLink; wires: Wire[]; pass(ms: number): void; last(): Wire } {
  let nowMs = 0
  let act: (() => void) | undefined
  const wires: Wire[] = []
  const needs: LiveNeeds = {
    open: (url) => {
      const listeners = new Map<string, (event: MessageEvent<string>) => void>()
      const source = {
        readyState: 1,
        addEventListener: listeners.set.bind(listeners),
        close: () => undefined,
      }
      const send: Wire['send'] = (kind, data, id = '') =>
        listeners.get(kind)?.({
          data: typeof data === 'string' ? data : JSON.stringify(data),
          lastEventId: id,
        } as MessageEvent<string>)
      wires.push({ url, source: source as unknown as Wire['source'], send })
      return source as unknown as LiveSource
    },
    nowMs: () => nowMs,
    every: (_ms, tick) => {
      act = tick
      return () => {
        act = undefined
      }
    },
  }
  const link = new LiveLink(needs)
  const last = (): Wire => wires.at(-1) as Wire
  const pass = (ms: number): void => {
    for (let i = 0; i < ms; i += 1000) {
      nowMs += 1000
      act?.()
    }
  }
  link.start()
  return { link, wires, pass, last }
}

test('after ten seconds of silence the screen says that it is stale, and asks again when the line is back', () => {
  const { link, pass, last } = desk()
  let again = 0
  link.on('again', () => again++)
  last().send('coverage', {})
  expect(link.state().link).toBe('live')
  pass(11_000)
  expect(link.state()).toMatchObject({ link: 'stale', lastAtMs: 0 })
  last().send('coverage', {})
  expect(link.state().link).toBe('live')
  expect(again).toBe(1)
})

test('a line the browser has given up on is opened again, ever more patiently', () => {
  const { wires, pass, last } = desk()
  last().source.readyState = 2
  pass(4000)
  expect(wires).toHaveLength(2)
  last().source.readyState = 2
  pass(3000)
  expect(wires).toHaveLength(2)
  pass(3000)
  expect(wires).toHaveLength(3)
})

test('while paused, posts wait in order; how well we hear is still shown', () => {
  const { link, last } = desk()
  const heard: string[] = []
  link.on('posts', (data) => heard.push(`posts ${String(data)}`))
  link.on('coverage', () => heard.push('coverage'))
  link.pause(true)
  last().send('posts', 1)
  last().send('posts', 2)
  last().send('coverage', {})
  expect(heard).toEqual(['coverage'])
  link.pause(false)
  expect(heard).toEqual(['coverage', 'posts 1', 'posts 2'])
})

test('a post taken back goes at once even while paused, and does not come back on resume', () => {
  const { link, last } = desk()
  const heard: string[] = []
  link.on('posts', (data) => heard.push(`posts ${String(data)}`))
  link.on('gone', (data) => heard.push(`gone ${String(data)}`))
  link.pause(true)
  last().send('posts', 1)
  last().send('gone', 1)
  expect(heard).toEqual(['gone 1'])
  link.pause(false)
  expect(heard).toEqual(['gone 1', 'posts 1', 'gone 1'])
})

test('after a pause too long to replay, screens ask again instead of losing posts', () => {
  const { link, last } = desk()
  let again = 0
  link.on('again', () => again++)
  link.pause(true)
  for (let i = 0; i < 600; i++) last().send('posts', i)
  link.pause(false)
  expect(again).toBe(1)
})

test('a tab that was away for too long is told to ask again', () => {
  const { link, last } = desk()
  let again = 0
  link.on('again', () => again++)
  last().send('resync', {})
  expect(again).toBe(1)
})

test('a broken event is passed over and the next one is heard', () => {
  const { link, last } = desk()
  const heard: unknown[] = []
  link.on('posts', (data) => heard.push(data))
  last().send('posts', '{"half')
  last().send('posts', { whole: true })
  expect(heard).toEqual([{ whole: true }])
})

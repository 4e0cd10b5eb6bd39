import { expect, test } from 'vitest'
import { Herald } from '#web/parts/Announcer/announce.ts'

test('at most one message is spoken in ten seconds, and it is the newest', () => {
  const herald = new Herald()
  herald.announce('New story: brown water')
  expect(herald.say(0)).toBe('New story: brown water')
  herald.announce('New story: bus 14')
  herald.announce('New story: library')
  expect(herald.say(9_000)).toBe('New story: brown water')
  expect(herald.say(10_000)).toBe('New story: library')
})

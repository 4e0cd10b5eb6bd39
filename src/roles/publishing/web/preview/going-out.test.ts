import { expect, test } from 'vitest'
import { goingOut, isOver } from '#roles/publishing/web/preview/going-out.ts'

const said = {
  ...{ account: 'a', language: 'en' },
  parts: ['One. 1/2', 'Two. Sam 2/2'],
  lengths: [
    { n: 8, max: 300 },
    { n: 12, max: 300 },
  ],
  byline: 'Sam',
}

test('what the desk read is shown exactly as it would send it', () => {
  const going = goingOut({
    version: { text: 'One.\n---\nTwo.', thread: true },
    network: 'bluesky',
    said,
    isChecked: true,
  })
  expect(going).toEqual({ parts: said.parts, lengths: said.lengths, byline: 'Sam', isExact: true })
})

test('plain words are shown and counted as they are typed, by the rules of their network', () => {
  const going = goingOut({ version: { text: 'x'.repeat(301) }, network: 'bluesky', said, isChecked: false })
  expect(going.lengths).toEqual([{ n: 301, max: 300 }])
  expect(going.lengths.map(isOver)).toEqual([true])
})

test('a network whose rules are not known here is counted in signs, against the limit the desk named last', () => {
  const going = goingOut({ version: { text: 'abc' }, network: 'practice', said, isChecked: false })
  expect(going.lengths).toEqual([{ n: 3, max: 300 }])
  expect(
    goingOut({ version: { text: 'abc' }, network: 'feeds', said: undefined, isChecked: false }).lengths,
  ).toEqual([{ n: 3 }])
})

test('a thread, a line below and a name in brackets wait for the desk, and say so', () => {
  for (const version of [{ text: 'x', thread: true }, { text: 'x', byline: 'p' }, { text: '@[City]' }])
    expect(goingOut({ version, network: 'bluesky', said, isChecked: false })).toMatchObject({
      parts: said.parts,
      isExact: false,
    })
})

test('an account that is not connected is counted here', () => {
  const going = goingOut({
    ...{ version: { text: 'One.' }, network: 'mastodon', isChecked: true },
    said: { account: 'a', language: 'en', parts: ['x'.repeat(501)], lengths: [] },
  })
  expect(going.lengths).toEqual([{ n: 501, max: 500 }])
})

import { expect, test } from 'vitest'
import { withoutSecrets } from '#networks/bluesky/without-secrets.ts'

test('what is known to be secret is left out, and so is every token, also one that is cut off', () => {
  const said = 'no: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln for abcd-efgh\n and eyJhbGciOiJI'
  expect(withoutSecrets(said, ['abcd-efgh', ''])).toBe('no: Bearer … for … and …')
})

test('what is told is one line of three hundred characters at most', () => {
  expect(withoutSecrets('a \n\t b', [])).toBe('a b')
  expect(withoutSecrets('x'.repeat(5000), [])).toHaveLength(300)
})

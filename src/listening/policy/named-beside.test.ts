import { expect, test } from 'vitest'
import { namedBeside } from '#listening/policy/named-beside.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

function vouchedIn(text: string): string[] {
  const read = parseRule(text)
  if (!read.ok) throw new Error(text)
  return [...namedBeside(read.rule, text)]
}

test.each([
  ['("Elk Valley National Park" OR @ElkValleyNP) "trail closed"', ['elkvalleynp']],
  ['("University of Northtown" OR @uofn) tuition', ['uofn']],
  ['(@rtvx OR RTVX) timetable', ['rtvx']],
  ['("musée de la mer et du littoral" OR @infosmml) horaires', ['infosmml']],
  ['("Ville de Saint-Clair" OR from:vsc) budget', ['vsc']],
])('%s means the body', (text, vouched) => {
  expect(vouchedIn(text)).toEqual(vouched)
})

test.each([
  // A person is no body, also beside a word for one.
  '("Jane Porter" OR @janeporter) council',
  '(Porter OR @jporter) council',
  '("Jane Porter" OR @jp) "city council"',
  // Named elsewhere is not named as one.
  '"University of Northtown" @uofn',
  '"University of Northtown" (tuition OR @uofn)',
  // Another handle than the name makes.
  '("University of Northtown" OR @janeporter) tuition',
  '("Northtown residents council" OR @nrc) late',
  '(porter OR @porter) late',
  // Two letters are anybody's.
  '("City Hall" OR @ch) -budget -"city hall" late',
])('%s vouches for nobody', (text) => {
  expect(vouchedIn(text)).toEqual([])
})

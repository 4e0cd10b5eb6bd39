import { expect, test } from 'vitest'
import { verbsForPeopleOnly } from '#access/programs/contract.ts'
import { emptyKey, keyDays, newKeyOf, verbsToGive } from '#access/web/programs/key-draft.ts'
import { verbs, type Grant } from '#kernel/permission.ts'

const everywhere = { account: '*', language: '*', lane: '*' } as const

test('the form offers what its maker may do, and never what the server refuses to keys', () => {
  const all = verbs.map((verb): Grant => ({ verb, ...everywhere }))
  const offered = verbsToGive(all)
  const both = [...offered.desk, ...offered.account]
  expect(both.toSorted()).toEqual(verbs.filter((verb) => !verbsForPeopleOnly.includes(verb)).toSorted())
  expect(verbsToGive([{ verb: 'read', ...everywhere }])).toEqual({ desk: ['read'], account: [] })
})

test('a key nobody changed reads the desk for three months', () => {
  const asked = newKeyOf({ ...emptyKey, name: '  311 bridge ' }, Date.UTC(2026, 0, 1))
  expect(asked).toEqual({
    name: '311 bridge',
    grants: [{ verb: 'read', ...everywhere }],
    endsAt: '2026-04-01T00:00:00.000Z',
  })
  expect(Math.max(...keyDays)).toBeLessThanOrEqual(366)
})

import { expect, test } from 'vitest'
import type { Standing } from '#access/people/standing.ts'
import { gapsOf, whoMayThere } from '#access/people/who-may.ts'
import type { Grant, Verb } from '#kernel/permission.ts'

const everywhere = (verb: Verb): Grant => ({ verb, account: '*', language: '*', lane: '*' })
const accounts = [{ id: 'page', network: 'practice', handle: 'town', name: 'Town', languages: ['en', 'fr'] }]
const spot = { account: 'page', language: 'fr', lane: 'normal' } as const

/** Ana is the owner when there is one; each team has one person, of the same name. */
function office(teams: Record<string, Grant[]>, o: { owner?: boolean } = {}): Standing {
  const names = Object.keys(teams)
  return {
    people: [
      { id: 'ana', name: 'Ana', isOwner: o.owner ?? false },
      ...names.map((name) => ({ id: name, name, isOwner: false })),
    ],
    teams: names.map((name) => ({
      ...{ id: `t-${name}`, name: { en: name, fr: name } },
      ...{ grants: teams[name] ?? [], people: [name] },
    })),
    accounts: ['page'],
  }
}
const gapsHere = (standing: Standing): unknown[] =>
  gapsOf(standing, [], accounts)
    .filter((gap) => gap.language === spot.language && gap.lane === spot.lane)
    .map(({ why, name }) => (name === undefined ? why : `${why} ${name}`))

test('it names people with their teams, owners and programs, for that place only', () => {
  const standing = office(
    {
      Bo: [{ ...everywhere('publish'), language: 'fr' }],
      Cy: [{ ...everywhere('publish'), language: 'en' }],
    },
    { owner: true },
  )
  const program = { id: 'k', name: 'Import', grants: [everywhere('publish')] }
  const there = whoMayThere(standing, [program], spot).find(({ verb }) => verb === 'publish')
  expect(there?.who.map(({ name, isOwner, isProgram, teams }) => [name, isOwner, isProgram, teams])).toEqual([
    ['Ana', true, false, []],
    ['Bo', false, false, ['t-Bo']],
    ['Import', false, true, []],
  ])
})

test('one key in an emergency is asked about in the emergency lane only', () => {
  const verbsIn = (lane: 'normal' | 'emergency'): Verb[] =>
    whoMayThere(office({}), [], { ...spot, lane }).map(({ verb }) => verb)
  expect([verbsIn('normal').includes('break-glass'), verbsIn('emergency').includes('break-glass')]).toEqual([
    false,
    true,
  ])
})

test('weak spots are named: nobody approves, one does, or the one who does also writes', () => {
  const rest = [everywhere('publish'), everywhere('pause')]
  expect(gapsHere(office({ Bo: rest }))).toEqual(['nobody-approves'])
  expect(gapsHere(office({ Bo: [...rest, everywhere('approve')] }))).toEqual(['one-approver Bo'])
  const both = [everywhere('write'), everywhere('approve')]
  expect(gapsHere(office({ Bo: [...rest, ...both] }))).toEqual(['own-approver Bo'])
  expect(gapsHere(office({ Bo: [...rest, ...both], Cy: [everywhere('approve')] }))).toEqual([])
  expect(gapsHere(office({ Bo: both, Cy: both }))).toEqual(['nobody-publishes', 'nobody-pauses'])
})

test('who has left is named nowhere', () => {
  const standing = office({ Bo: [everywhere('publish')] })
  const people = standing.people.map((one) => (one.id === 'Bo' ? { ...one, leftAtMs: 1 } : one))
  const publish = whoMayThere({ ...standing, people }, [], spot).find(({ verb }) => verb === 'publish')
  expect(publish?.who).toEqual([])
})

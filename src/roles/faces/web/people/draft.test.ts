import { expect, test } from 'vitest'
import type { Face } from '#roles/faces/people/contract.ts'
import {
  draftOf,
  faceOf,
  faultsIn,
  isShownAsWritten,
  isSameDraft,
  withProposal,
  writtenFields,
} from '#roles/faces/web/people/draft.ts'

const face: Face = {
  name: 'Sam',
  team: { en: 'Roads team', fr: 'équipe de la voirie' },
  languages: ['en'],
  helps: { en: 'Snow', fr: 'Neige' },
}

test('what was kept comes back the same', () => {
  expect(faceOf(draftOf(face))).toEqual(face)
  expect(isSameDraft(draftOf(face), { ...draftOf(face), name: ' Sam ' })).toBe(true)
  expect(isSameDraft(draftOf(face), { ...draftOf(face), name: 'Samira' })).toBe(false)
})

test('nothing written yet asks for a name and a team', () => {
  expect(faultsIn(draftOf(undefined))).toEqual([
    { field: 'name', why: 'missing' },
    { field: 'team.en', why: 'missing' },
  ])
})

test('what is written in one language only is asked for in the other', () => {
  const half = { ...draftOf(face), helps: { en: 'Snow', fr: ' ' }, hours: { en: '', fr: 'En semaine' } }
  expect(faultsIn(half)).toEqual([
    { field: 'helps.fr', why: 'half' },
    { field: 'hours.en', why: 'half' },
  ])
})

test('a picture needs its description', () => {
  const draft = { ...draftOf(face), photo: { sha256: 'a'.repeat(64), alt: { en: '', fr: '' } } }
  expect(faultsIn(draft)).toEqual([{ field: 'alt.en', why: 'missing' }])
})

test('one can agree to what has words, and to nothing else', () => {
  expect(writtenFields(face)).toEqual(['name', 'team', 'languages', 'helps'])
})

test('a proposal fills what it speaks of and leaves the rest', () => {
  const draft = withProposal(draftOf(face), { team: { en: 'Water', fr: 'eau' } })
  expect(faceOf(draft)).toEqual({ ...face, team: { en: 'Water', fr: 'eau' } })
})

test('what is shown is what is written, until something of it is written anew', () => {
  const consent = {
    ...{
      id: 'c',
      fields: ['name', 'team'] as const,
      purposes: ['page'] as const,
      wording: { en: '', fr: '' },
    },
    ...{ givenAt: '2026-03-01T12:00:00.000Z', shown: { name: 'Sam', team: face.team, languages: [] } },
  }
  const now = { ...consent, fields: [...consent.fields], purposes: [...consent.purposes] }
  expect(isShownAsWritten(now, face)).toBe(true)
  expect(isShownAsWritten(now, { ...face, helps: { en: 'x', fr: 'x' } })).toBe(true)
  expect(isShownAsWritten(now, { ...face, name: 'Samira' })).toBe(false)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTownNames } from '#language/town-names.ts'
import { createUsualWords } from '#language/usual-words.ts'
import { grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'
import { JargonForm } from '#roles/publishing/writing/plain/contract.ts'
import { readJargonLines } from '#roles/publishing/writing/plain/read-lines.ts'
import { readPlain } from '#roles/publishing/writing/plain/reading.ts'

const lexicon = { usual: createUsualWords(), isTown: createTownNames() }
const at = { changedAt: '2026-01-01T00:00:00.000Z', changedBy: 'Ana' }
const jargon = [
  { language: 'en' as const, term: 'potable water', plain: 'drinking water', ...at },
  { language: 'en' as const, term: 'H2O', plain: '', ...at },
]
const read = (text: string, lane: 'normal' | 'emergency' = 'normal', language: 'en' | 'fr' = 'en') =>
  readPlain({ text, language, lane }, { jargon, lexicon, own: new Map() })

test('jargon of ours, long sentences and tags are hints, each with its place and what could stand there', () => {
  const long = Array.from({ length: 30 }, () => 'word').join(' ')
  const text = `Potable water is back. ${long}. Use H2O. #brownwater`
  const { hints, grade, wordCount } = read(text)
  const kinds = hints.map(({ kind, about, instead }) => ({ kind, about, instead }))
  expect(kinds).toEqual([
    { kind: 'jargon', about: 'Potable water', instead: 'Drinking water' },
    { kind: 'long-sentence', about: long, instead: undefined },
    { kind: 'jargon', about: 'H2O', instead: undefined },
    { kind: 'hashtag-case', about: '#brownwater', instead: '#BrownWater' },
  ])
  for (const { from, to, about } of hints) expect(text.slice(from, to)).toBe(about)
  expect({ isGraded: grade > 0, wordCount }).toEqual({ isGraded: true, wordCount: 37 })
})

test('a text that is hard to read is worth a warning in an emergency, and only there', () => {
  const hard =
    'Municipal authorities recommend precautionary evacuation of residential establishments situated within the inundation perimeter, notwithstanding contradictory indications.'
  expect(read(hard, 'emergency').hints[0]).toMatchObject({ kind: 'hard-in-emergency', about: '' })
  expect(read(hard).hints.map(({ kind }) => kind)).not.toContain('hard-in-emergency')
  expect(
    read(
      'Leave your home now. Go up the hill. Take your coat. Do not drive. Help your neighbours.',
      'emergency',
    ).hints,
  ).toEqual([])
  const dur =
    'Les autorités municipales recommandent l’évacuation préventive des établissements résidentiels situés dans le périmètre d’inondation, nonobstant toute indication contradictoire.'
  expect(read(dur, 'emergency', 'fr').hints[0]?.words.fr).toContain('années de scolarité')
})

test('no text breaks it, and no more hints are given than are read', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('en' as const, 'fr' as const),
      (text, language) => {
        const { hints } = read(text, 'emergency', language)
        expect(hints.length).toBeLessThanOrEqual(20)
      },
    ),
  )
})

test('a list is read line by line, whatever stands between the words', () => {
  const lines =
    'utilise = use\r\n\n  commence→begin\nin lieu of; instead of\npursuant to\tunder\nH2O\n= nothing\nUTILISE -> use'
  expect(readJargonLines({ language: 'en', lines })).toMatchObject([
    { line: 1, form: { term: 'utilise', plain: 'use' } },
    { line: 3, form: { term: 'commence', plain: 'begin' } },
    { line: 4, form: { term: 'in lieu of', plain: 'instead of' } },
    { line: 5, form: { term: 'pursuant to', plain: 'under' } },
    { line: 6, form: { term: 'H2O', plain: '' } },
    { line: 7, why: { fr: 'Un mot, ou jusqu’à cinq mots sur une ligne.' } },
    { line: 8, why: { en: expect.stringContaining('earlier line') } },
  ])
  expect(JargonForm.safeParse({ language: 'en', term: 'a b c d e f', plain: '' }).success).toBe(false)
  expect(readJargonLines({ language: 'fr', lines: 'a\n'.repeat(4000) })).toHaveLength(3001)
})

test('the list is the desk’s: put, changed, imported and taken off with the right to settings', async () => {
  const office = await openOffice({ Wen: [grant('write')], Set: [grant('settings')] })
  const { jargon: list } = office.publishing
  const [wen, set] = [signedIn('Wen'), signedIn('Set')]
  const word = { language: 'en' as const, term: 'potable', plain: 'safe to drink' }
  expect(await list.put(wen, word)).toEqual({ ok: false, why: 'no-right' })
  expect(await list.put(set, word)).toMatchObject({ ok: true })
  const lines = 'Potable = drinkable\nleverage = use\npotable = twice'
  expect(await list.importLines(wen, { language: 'en', lines })).toEqual({ ok: false, why: 'no-right' })
  expect(await list.importLines(set, { language: 'en', lines })).toMatchObject({
    value: { refused: 1, lines: [{ outcome: 'changed' }, { outcome: 'new' }, { outcome: 'refused' }] },
  })
  expect(await list.importLines(set, { language: 'en', lines: 'leverage = use' })).toMatchObject({
    value: { refused: 0, lines: [{ outcome: 'same' }] },
  })
  expect(await list.list('en')).toMatchObject([
    { term: 'leverage', plain: 'use', changedBy: 'Set' },
    { term: 'Potable', plain: 'drinkable' },
  ])
  const { hints } = await office.publishing.plain({ language: 'en', text: 'We leverage water.' })
  expect(hints).toMatchObject([{ kind: 'jargon', about: 'leverage', instead: 'use' }])
  expect((await office.publishing.plain({ language: 'fr', text: 'leverage' })).hints).toEqual([])
  expect(await list.remove(wen, word)).toEqual({ ok: false, why: 'no-right' })
  expect(await list.remove(set, { language: 'en', term: 'POTABLE' })).toMatchObject({ ok: true })
  expect(await list.remove(set, word)).toEqual({ ok: false, why: 'no-such-word' })
})

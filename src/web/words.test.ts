import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import en from '#web/messages/en.json' with { type: 'json' }
import fr from '#web/messages/fr.json' with { type: 'json' }
import { keyWords, makeWords } from '#web/words.tsx'

const english = makeWords('en', en, 'America/Toronto')
const french = makeWords('fr', fr, 'America/Toronto')
const afternoon = Date.UTC(2026, 4, 5, 18, 22)

/** A sentence as a tree: text (0), gaps by name, and `#` (7). */
type Part = ReturnType<IntlMessageFormat['getAst']>[number]

function gaps(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.type === 0 || part.type === 7) return []
    if ('children' in part) return [`<${part.value}>`, ...gaps(part.children)]
    const inner = 'options' in part ? Object.values(part.options).flatMap((option) => gaps(option.value)) : []
    return [part.value, ...inner]
  })
}

const gapsOf = (text: string): string[] => [...new Set(gaps(new IntlMessageFormat(text).getAst()))].toSorted()

type Sentences = Record<string, string>
/** Every file of sentences in the house: the shell's, and those that come with a screen. */
const files = import.meta.glob<Sentences>('/src/**/messages/*.json', { eager: true, import: 'default' })
const folders = [...new Set(Object.keys(files).map((file) => file.replace(/\/\w+\.json$/, '')))]
const both = (folder: string): { en: Sentences; fr: Sentences } => ({
  en: files[`${folder}/en.json`] ?? {},
  fr: files[`${folder}/fr.json`] ?? {},
})

test('the sentences of the shell are among the files that are looked at', () => {
  expect(folders).toContain('/src/web/messages')
})

test.each(folders)('every sentence of %s exists in English and in French, with the same gaps', (folder) => {
  const { en: english, fr: french } = both(folder)
  expect(Object.keys(french)).toEqual(Object.keys(english))
  for (const [key, text] of Object.entries(english))
    expect([key, gapsOf(french[key] ?? '')]).toEqual([key, gapsOf(text)])
})

test.each(folders)('no sentence of %s shouts, and French keeps its signs with their word', (folder) => {
  const { en: english, fr: french } = both(folder)
  for (const text of [...Object.values(english), ...Object.values(french)]) expect(text).not.toMatch(/!/)
  for (const text of Object.values(french)) expect(text).not.toMatch(/ [:%»]|« /)
})

test('a time is said as people of the language say it, in the zone of the desk', () => {
  expect(english.time(afternoon)).toBe('14:22')
  expect(french.time(afternoon)).toMatch(/^14\sh\s22$/)
  expect([english.zone(afternoon), french.zone(afternoon)]).toEqual(['ET', 'HE'])
})

test('a time of another day is said with its day', () => {
  expect(english.when(afternoon - 24 * 3_600_000, afternoon)).toContain('May')
  expect(english.when(afternoon, afternoon)).toBe('14:22')
})

test('a language tag nobody knows is shown as it came', () => {
  expect(english.language('not a tag')).toBe('not a tag')
  expect(french.language('en')).toBe('anglais')
})

test('numbers in sentences follow the language', () => {
  expect(english.say('heard.posts', { count: 12_480 })).toContain('12,480')
  expect(french.say('heard.posts', { count: 12_480 })).toMatch(/12\s480/)
})

test('keys are named as on the keyboard of the language', () => {
  expect(keyWords('Enter', french.say)).toBe('Entrée')
  expect(keyWords('g n', french.say)).toBe('g n')
})

test('what nobody could tell is not a language called root', () => {
  expect([english.language('und'), french.language('und')]).toEqual(['not recognized', 'non reconnue'])
  expect([english.language('fr'), english.language('not a tag')]).toEqual(['French', 'not a tag'])
})

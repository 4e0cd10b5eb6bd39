import { expect, test } from 'vitest'
import en from '#roles/reactions/web/messages/en.json' with { type: 'json' }
import fr from '#roles/reactions/web/messages/fr.json' with { type: 'json' }
import { lengthWords, monthWords } from '#roles/reactions/web/words.ts'
import { extendWords, loadMessages, makeWords, type Locale } from '#web/words.tsx'

const own = { en, fr }

async function wordsIn(locale: Locale) {
  return extendWords(makeWords(locale, await loadMessages(locale), 'America/Toronto'), own[locale])
}

const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/gu, ' ')

test('lengths are said as people say them, in both languages', async () => {
  const said = async (locale: Locale) => {
    const words = await wordsIn(locale)
    return [-3, 0, 27, 120, 190, 1440, 3000].map((minutes) => plain(lengthWords(minutes, words)))
  }
  expect(await said('en')).toEqual(['0 min', '0 min', '27 min', '2 hours', '3 h 10', '1 day', '2 days'])
  expect(await said('fr')).toEqual(['0 min', '0 min', '27 min', '2 heures', '3 h 10', '1 jour', '2 jours'])
})

test('a month is named; what is none is left as it came', async () => {
  expect(monthWords('2026-11', await wordsIn('en'))).toBe('November 2026')
  expect(monthWords('2026-10', await wordsIn('fr'))).toBe('octobre 2026')
  expect(monthWords('soon', await wordsIn('en'))).toBe('soon')
})

test('every sentence can be said in both languages, with nothing left open', async () => {
  for (const locale of ['en', 'fr'] as const) {
    const words = await wordsIn(locale)
    for (const key of Object.keys(own[locale]) as (keyof typeof en)[]) {
      const names = [...own[locale][key].matchAll(/\{(\w+)/gu)].map(([, name = '']) => [name, 2])
      expect(`${key}: ${words.say(key, Object.fromEntries(names))}`).not.toMatch(/[{}]/u)
    }
  }
})

test('nobody is no person in French: nought is not said as one', async () => {
  const words = await wordsIn('fr')
  expect(plain(words.say('board.total', { count: 0 }))).toBe('0 message pendant cette période')
})

import { expect, test } from 'vitest'
import { makeWords, type Messages } from '#web/words.tsx'
import en from '#roles/faces/web/voice/messages/en.json' with { type: 'json' }
import fr from '#roles/faces/web/voice/messages/fr.json' with { type: 'json' }
import { waitWords } from '#roles/faces/web/voice/wait-words.ts'

test.each([
  [0, 'less than a minute', 'moins d’une minute'],
  [59, 'less than a minute', 'moins d’une minute'],
  [60, '1 min', '1 min'],
  [3570, '1 h', '1 h'],
  [7800, '2 h 10 min', '2 h 10 min'],
  [47.99 * 3600, '47 h 59 min', '47 h 59 min'],
  [48 * 3600, '2 days', '2 jours'],
  [71.9 * 3600, '3 days', '3 jours'],
  [76 * 3600, '3 days 4 h', '3 jours 4 h'],
])('%d seconds are %s', (seconds, english, french) => {
  const say = (locale: 'en' | 'fr', words: typeof en): string => {
    const { say: speak } = makeWords(locale, words as unknown as Messages, 'UTC')
    return waitWords(seconds, { say: speak as never }).replaceAll('\u00A0', ' ')
  }
  expect(say('en', en)).toBe(english)
  expect(say('fr', fr)).toBe(french)
})

import { afterEach, expect, test } from 'vitest'
import { openOffice } from '#roles/faces/register/test-official.ts'
import { Voice, type PublishedText } from '#roles/faces/voice/contract.ts'
import { voiceCsv } from '#roles/faces/voice/csv.ts'
import { voiceOf } from '#roles/faces/voice/rules.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const plain = 'The road is shut. Please go round by King Street. We will open it at six. '.repeat(30)
const heavy =
  'The administration notwithstanding operational considerations regarding infrastructure necessitates temporary reconfiguration of transportation arrangements. '.repeat(
    30,
  )
const atMs = Date.UTC(2026, 9, 31, 23, 30)
const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7)

function text(more: Partial<PublishedText>): PublishedText {
  return { messageId: 'm1', language: 'en', atMs, text: plain, isSigned: false, ...more }
}

test('plain words have a lower grade than heavy ones, and too few words have none', () => {
  const grade = (words: string) => voiceOf([text({ text: words })], { monthOf }).months[0]?.grade
  expect(grade(plain)).toBeLessThan(5)
  expect(grade(heavy)).toBeGreaterThan(15)
  expect(grade('The road is shut.')).toBeUndefined()
  expect(grade('')).toBeUndefined()
  expect(grade('\u0000🦆 https://x.example '.repeat(500))).toBeUndefined()
})

test('the same message on several networks is one; a line under any of them signs it', () => {
  const texts = [text({}), text({ isSigned: true }), text({ language: 'fr-CA' }), text({ messageId: 'm2' })]
  const { signed, months } = voiceOf(texts, { monthOf })
  expect(signed).toEqual({ part: 1, of: 3 })
  expect(months.map(({ language, texts: n }) => [language, n])).toEqual([
    ['en', 3],
    ['fr', 1],
  ])
})

test('other languages are counted and said not to be read', () => {
  const { unread, months } = voiceOf([text({ language: 'iu', text: 'ᐃᓄᒃᑎᑐᑦ '.repeat(400) })], { monthOf })
  expect(unread).toEqual([{ language: 'iu', texts: 1 }])
  expect(months[0]?.grade).toBeUndefined()
})

test('months are those of the desk, the table holds nothing of anybody, and whoever may not read is refused', async () => {
  const { ask, texts, time, store } = await openOffice({ ana: 'owner' })
  undo.push(() => store.close())
  texts.push(text({ atMs: time.nowMs - 1000, messageId: 'm9' }), text({ atMs: 0, messageId: 'too-old' }))
  const voice = Voice.parse((await ask('/api/voice', { by: 'ana' })).json)
  expect(voice.signed).toEqual({ part: 0, of: 1 })
  expect(voice.timeZone).toBe('America/Toronto')
  const csv = await ask('/api/voice.csv', { by: 'ana' })
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv.text.split('\r\n')[0]).toMatch(
    /^month,language,texts,grade,signed_messages,messages,questions,/u,
  )
  expect((await ask('/api/voice')).status).toBe(401)
  const months = [{ month: '2026-10', language: '=x"', texts: 1, signed: { part: 0, of: 1 } }]
  expect(voiceCsv({ months, heard: voice.heard })).toContain('2026-10,x,1,,0,1,,,,,,,,,,,,')
})

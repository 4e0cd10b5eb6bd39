import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerText } from '#sending/to-many/answer-text.ts'
import { answerLimits } from '#sending/to-many/contract.ts'

const link = 'https://city.example/unsubscribe/a1b2c3.abcdefghijklmnopqrstuvwxyz0'
const ours = `Water is off\n\nMain Street, until six.\n\n-- \nStop these messages: ${link}`
const quoted = ours
  .split('\n')
  .map((line) => `> ${line}`)
  .join('\n')

function said(text: string, subject = 'Re: Water is off'): string {
  return answerText({ from: { address: 'Jo.Doe+x@people.example' }, subject, text })
}

test.each([
  ['above a quote', `Thank you!\n\nOn Mon, 7 Apr 2031, City <alerts@city.example> wrote:\n${quoted}`],
  [
    'above a quote whose heading is folded',
    `Thank you!\n\nOn Mon, 7 Apr 2031 at 12:00, City\n<alerts@city.example> wrote:\n\n${quoted}`,
  ],
  ['below a quote', `Le lun. 7 avr. 2031, Ville <alerts@city.example> a écrit :\n${quoted}\n\nThank you!`],
  ['above our mail repeated without marks', `Thank you!\n\nOn Monday City wrote:\n\n${ours}`],
  [
    'above what Outlook repeats',
    `Thank you!\r\n\r\n________________________________\r\nFrom: City <alerts@city.example>\r\n\r\n${ours}`,
  ],
  [
    'above what Outlook repeats in French',
    `Thank you!\n\nDe : Ville <alerts@city.example>\nObjet : Water\n\n${ours}`,
  ],
  ['above an original message', `Thank you!\n-----Original Message-----\n${ours}`],
  ['above a signature', 'Thank you!\n-- \nJo Doe\n555 0100\n12 Mill Street'],
])('of an answer %s only what they wrote is kept', (_, text) => {
  expect(said(text)).toBe('Thank you!')
})

test('who writes in the subject only is heard; who writes nothing says nothing', () => {
  expect(said('', 'STOP please')).toBe('STOP please')
  expect(said(quoted, 'RE: Rép : Fwd: Where is the water?')).toBe('Where is the water?')
  expect(said('', '')).toBe('')
})

test('neither their address, nor the key to their subscription, nor the name of our mail stays', () => {
  const name = 'bounces+r7.0123456789ab@city.example'
  const text = said(
    `I am jo.doe+X@people.example, stop ${link} or https://city.example/subscribe/confirm/k.y ${name} now`,
  )
  expect(text).toBe('I am …, stop … or … … now')
})

test('words that look like the beginning of a quote and are none stay', () => {
  for (const text of [
    'On Monday it was brown.',
    'Le 7 avril a écrit une page.',
    'From: the river, all of it is brown',
    'a > b',
  ])
    expect(said(text)).toBe(text)
})

test('whatever comes, the text has an end, can be stored, and cutting it again changes nothing', () => {
  const parts = fc.constantFrom(
    '> x\n',
    'On x wrote:\n',
    '-- \n',
    '\u0000',
    '\ud800',
    `${link}\n`,
    '\r',
    'é',
    'De : a@b\n',
    ' '.repeat(500),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(parts).map((all) => all.join('')),
      ),
      (text) => {
        const once = said(text)
        expect(once.length).toBeLessThanOrEqual(answerLimits.textLengthMax)
        expect(once.includes('\u0000') || !once.isWellFormed()).toBe(false)
        expect(once).not.toContain('/unsubscribe/')
      },
    ),
  )
  expect(said('x'.repeat(100_000))).toHaveLength(answerLimits.textLengthMax)
  expect(said(`${'On '.repeat(50_000)}\n${'>'.repeat(50_000)}`).length).toBeLessThanOrEqual(
    answerLimits.textLengthMax,
  )
})

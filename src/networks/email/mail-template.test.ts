import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ManyMessage } from '#networks/to-many.ts'
import { mailAddress } from './address.ts'
import { composeMail, type MailParts } from './compose.ts'
import { mailIds } from './mail-ids.ts'
import { mailWriter } from './mail-template.ts'
import { EmailSettings } from './settings.ts'

const settings = EmailSettings.parse({
  ...{ host: 'mail.city.example', port: 465, security: 'tls' },
  from: { name: 'Ville de Havre-Clair ⚓', address: 'alerts@city.example' },
  ...{ bounces: 'bounces@city.example', listId: 'alerts.city.example' },
})
const ids = mailIds({ key: 'k'.repeat(43), domain: 'city.example', bounces: 'bounces@city.example' })

type Person = { id: string; address: string; url?: string; why?: string }

function partsFor(message: ManyMessage, { id, address, url, why }: Person, at = 0): MailParts {
  const to = mailAddress(address)
  const version = message.versions[at]
  if (to === undefined || version === undefined) throw new Error('should be there')
  const unsubscribeUrl = url ?? `https://city.example/unsubscribe/${id}.${'Ab-_'.repeat(6)}${id.slice(0, 3)}`
  const recipient = {
    id,
    address,
    language: version.language,
    unsubscribeUrl,
    ...(why !== undefined && { why }),
  }
  return { settings, ids, message, version, recipient, to, unsubscribeUrl }
}

function messageOf(text: string, more: Partial<ManyMessage> = {}): ManyMessage {
  return {
    ...{ key: 'b'.repeat(32), atMs: Date.UTC(2031, 3, 7, 12), topic: 't', isUrgent: false },
    versions: [
      { language: 'en', title: 'Water is off', text, url: 'https://city.example/p/w' },
      { language: 'fr-CA', title: 'L’eau est coupée', text: `É ${text}` },
    ],
    ...more,
  }
}

function person(n: number): Person {
  const id = n.toString(16).padStart(24, 'a')
  return { id, address: `${'person'.repeat((n % 4) + 1)}${n}@people${n % 3}.example` }
}

/** A writer, and how often it asked the composer. */
function counting(): { write: ReturnType<typeof mailWriter>; composed: () => number } {
  let count = 0
  const write = mailWriter((parts) => {
    count += 1
    return composeMail(parts)
  })
  return { write, composed: () => count }
}

test('after two of a kind, mails are made without the composer, and are what it would make, byte by byte', async () => {
  const { write, composed } = counting()
  const message = messageOf('Main Street, until six. Ask https://city.example/a?b=1&c=2.\n\nThank you. 🚰')
  for (let n = 0; n < 60; n++) {
    const parts = partsFor(message, person(n), n % 2)
    const [ours, theirs] = [await write(parts), await composeMail(parts)]
    expect(ours.bytes.toString('latin1')).toBe(theirs.bytes.toString('latin1'))
    expect([ours.from, ours.to]).toEqual([theirs.from, theirs.to])
  }
  expect(composed()).toBe(4)
})

test('why somebody gets it is never that of somebody else, and those with one reason share their mails', async () => {
  const { write, composed } = counting()
  const message = messageOf('Main Street, until six.')
  const reasons = ['You chose: Water.', 'You chose: Roads.', 'Vous avez choisi\u00A0: Eau & été.', undefined]
  for (let n = 0; n < 40; n++) {
    const why = reasons[n % reasons.length]
    const parts = partsFor(message, { ...person(n * 4), ...(why !== undefined && { why }) })
    const [ours, theirs] = [await write(parts), await composeMail(parts)]
    expect(ours.bytes.toString('latin1')).toBe(theirs.bytes.toString('latin1'))
  }
  expect(composed()).toBe(2 * reasons.length)
})

const text = fc.oneof(
  fc.string({ maxLength: 400, unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('eau', '水', '=', '.', '\n', '\n\n', ' ', 'https://x.example/a=b', 'É', 'ᐃᓄᒃ'), {
      maxLength: 120,
    })
    .map((words) => words.join('')),
)
const people = fc.uniqueArray(fc.nat(0xffffff), { minLength: 3, maxLength: 6 })

test('whatever is said, nobody gets a mail that differs from what the composer makes', async () => {
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.string({ maxLength: 90 }),
      people,
      fc.boolean(),
      async (said, title, who, isRequest) => {
        const message = messageOf(said, {
          versions: [{ language: 'en', title, text: said }],
          ...(isRequest ? { isRequest: true } : {}),
        })
        const { write } = counting()
        for (const n of who) {
          const parts = partsFor(message, person(n))
          expect((await write(parts)).bytes.equals((await composeMail(parts)).bytes)).toBe(true)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('no link of somebody else stands in a mail, also where the text is packed in a way nobody can read in place', async () => {
  const { write, composed } = counting()
  const message = messageOf('ᐃᓄᒃᑎᑐᑦ '.repeat(60))
  for (let n = 0; n < 6; n++) {
    const parts = partsFor(message, person(n))
    const bytes = (await write(parts)).bytes
    expect(bytes.equals((await composeMail(parts)).bytes)).toBe(true)
  }
  // Base64 is not looked into: each is composed.
  expect(composed()).toBe(6)
})

test('unusual addresses are composed, and others of the same kind are not spoiled by them', async () => {
  const { write } = counting()
  const message = messageOf('Until six.')
  const unusual = [
    'jõ@people.example',
    "o'neil@people.example",
    `${'x'.repeat(62)}@people.example`,
    'a&b@x.example',
  ]
  for (const [n, address] of [
    'a@x.example',
    ...unusual,
    'b@x.example',
    'c@x.example',
    ...unusual,
  ].entries()) {
    const parts = partsFor(message, { ...person(n), address })
    expect((await write(parts)).bytes.equals((await composeMail(parts)).bytes)).toBe(true)
  }
  for (const url of [
    'https://city.example/u?a=1&b=2',
    'https://city.example/u?a=1&b=3',
    'https://city.example/u?a=1&b=4',
  ]) {
    const parts = partsFor(message, { ...person(70), url })
    expect((await write(parts)).bytes.equals((await composeMail(parts)).bytes)).toBe(true)
  }
})

test('several at once, before anything was compared, are right as well', async () => {
  const { write, composed } = counting()
  const message = messageOf('Until six.')
  const all = Array.from({ length: 20 }, (_, n) => partsFor(message, person(n)))
  const made = await Promise.all(all.map(write))
  for (const [n, parts] of all.entries())
    expect(made[n]?.bytes.equals((await composeMail(parts)).bytes)).toBe(true)
  expect(composed()).toBe(20)
  await write(partsFor(message, person(30)))
  expect(composed()).toBe(20)
})

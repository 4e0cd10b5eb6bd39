import { onTestFinished } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import type { Credentials } from '#networks/sender.ts'
import type { ManyEnd, ManyMessage, ManyOutcome, Recipient } from '#networks/to-many.ts'
import { emailToMany } from './email.ts'
import { EmailSettings } from './settings.ts'
import { openSmtpPeer, type SmtpPeer } from './test-smtp-peer.ts'

/** What is sent in tests, in two languages. */
export const message: ManyMessage = {
  key: 'd1-0',
  atMs: Date.UTC(2031, 3, 7, 12),
  versions: [
    { language: 'en', title: 'Water is off', text: 'Main Street, until six.', url: 'https://city.example/w' },
    { language: 'fr-CA', title: 'L’eau est coupée', text: 'Rue Principale, jusqu’à 18 h. 🚰' },
  ],
  topic: 'water',
  isUrgent: false,
}

/** Somebody who subscribed. */
export function recipient(id: string, more: Partial<Recipient> = {}): Recipient {
  return {
    id,
    address: `${id}@people.example`,
    language: 'en',
    unsubscribeUrl: `https://city.example/u/${id}`,
    ...more,
  }
}

/** A place for secrets that lasts as long as the test. */
export function memoryOf(first: unknown): Credentials & { kept: () => unknown } {
  let kept = first
  return {
    read: () => Promise.resolve(kept),
    write: (value) => {
      kept = value
      return Promise.resolve()
    },
    kept: () => kept,
  }
}

/** How mail goes to a server on this machine, with short times. */
export function settingsFor(port: number, more: Record<string, unknown> = {}): EmailSettings {
  return EmailSettings.parse({
    ...{ host: '127.0.0.1', port, security: 'none', allowInsecure: true, connectionsMax: 1 },
    ...{
      from: { name: 'City of Havre-Clair', address: 'alerts@city.example' },
      bounces: 'bounces@city.example',
    },
    ...{
      listId: 'alerts.city.example',
      connectTimeoutMs: 500,
      silenceMaxMs: 300,
      messageMaxMs: 1000,
      ...more,
    },
  })
}

/** A mail server that goes with the test. */
export async function opened(): Promise<SmtpPeer> {
  const peer = await openSmtpPeer()
  onTestFinished(() => peer.close())
  return peer
}

type Sent = { end: ManyEnd; outcomes: ManyOutcome[] }

/** Sends to everybody and tells what came of it. */
export async function sendTo(
  port: number,
  recipients: AsyncIterable<Recipient> | Iterable<Recipient>,
  more: {
    settings?: Record<string, unknown>
    message?: ManyMessage
    signal?: AbortSignal
    secrets?: unknown
  } = {},
): Promise<Sent> {
  const outcomes: ManyOutcome[] = []
  const sender = emailToMany.open(settingsFor(port, more.settings), memoryOf(more.secrets))
  const needs = { clock: wallClock, signal: more.signal ?? new AbortController().signal }
  const end = await sender.sendAll(more.message ?? message, recipients, needs, (outcome) => {
    outcomes.push(outcome)
    return Promise.resolve()
  })
  return { end, outcomes }
}

import { accessMigrations } from '#access/migrations.ts'
import { createApi } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Page } from '#networks/pages/page-store.ts'
import type { OutgoingPart, Sender, SendingNeeds } from '#networks/sender.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { publishingMigrations } from '#roles/publishing/migrations.ts'
import { OwnPages, type OwnPagesNeeds } from '#roles/publishing/own-pages/own-pages.ts'
import { sendingMigrations } from '#sending/migrations.ts'
import type { Topic } from '#sending/topics/contract.ts'
import { openTestStore } from '#store/test-store.ts'

/** Where a test site stands. */
export const testOrigin = 'https://havre-clair.example'

/** A site of the invented town with a clock of its own, its account, and a way to ask it as a browser does: for tests. */
export async function openSite(
  more: Partial<OwnPagesNeeds> = {},
  o: { topics?: () => Promise<readonly Topic[]>; subscribePath?: string } = {},
) {
  const store = await openTestStore([
    recordsMigrations,
    accessMigrations,
    listeningMigrations,
    sendingMigrations,
    publishingMigrations,
  ])
  const time = { nowMs: Date.UTC(2031, 3, 7, 12) }
  const clock: Clock = { nowMs: () => time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  const site = new OwnPages({
    ...{ store, clock, log: silentLog, isPractice: false, publicUrl: testOrigin, locale: 'en' },
    ...{ allowPrivateNetworks: false, ...more },
  })
  await site.ensureAccount('Havre-Clair')
  const api = createApi({ log: silentLog, sessionOf: async () => undefined, publicUrl: testOrigin })
  site.addRoutes(api, { timeZone: () => 'America/Toronto', ...o })
  const sender = site.network.open({
    ...{ account: 'site', handle: 'Havre-Clair', languages: ['en', 'fr'] },
    credentials: { read: () => Promise.resolve({}), write: () => Promise.resolve() },
  })
  return {
    ...{ store, site, time, sender },
    ask: (path: string, init: RequestInit = {}) =>
      Promise.resolve(api.hono.request(`${testOrigin}${path}`, init)),
    say: (text: string, part: Partial<OutgoingPart> = {}) => sayAs(sender, time, text, part),
  }
}

/** Says something in English, or as `part` has it. */
function sayAs(sender: Sender, time: { nowMs: number }, text: string, part: Partial<OutgoingPart>) {
  // Reading back and giving up wait on a clock: this one never ends a wait by itself.
  const clock: Clock = { nowMs: () => time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  const needs: SendingNeeds = { clock, signal: new AbortController().signal }
  const whole = { key: 'd1-0', atMs: time.nowMs, language: 'en', media: [], ...part, text }
  return sender.send(whole, needs)
}

/** A page as a store is given it. */
export function testPage(more: Partial<Page> = {}): Page {
  const key = more.key ?? 'd1-0'
  return {
    ...{ key, revision: key, account: 'site', handle: 'Havre-Clair', atMs: Date.UTC(2031, 3, 7, 12) },
    ...{ text: 'The water is cut until six.', language: 'en', media: [], ...more },
  }
}

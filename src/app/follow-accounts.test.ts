import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault } from '#access/vault/vault.ts'
import type { Log } from '#kernel/log.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import type { ListeningTables } from '#listening/tables.ts'
import type { Reader } from '#networks/contract.ts'
import { mastodonNetwork } from '#networks/mastodon/sender.ts'
import { openTestServer, type TestServer } from '#networks/mastodon/test-server.ts'
import { connect, disconnectAccount } from '#sending/connecting.ts'
import { openLines, type LineNeeds } from '#sending/lines.ts'
import type { Store } from '#store/store.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import { allMigrations } from '#app/desk.ts'
import { followAccounts } from '#app/follow-accounts.ts'

const scripts = new URL('../../dist/server/', import.meta.url)
const who = { id: 'ana', name: 'Ana' }

let store: Store
let server: TestServer
let needs: LineNeeds
let source: string
const undo: (() => Promise<unknown>)[] = []
const logged: string[] = []
const log: Log = (_level, text) => void logged.push(text)

beforeEach(async () => {
  store = await openTestStore(allMigrations)
  undo.push(() => store.close())
  server = await openTestServer()
  undo.push(() => server.close())
  const vault = await openVault({ store, clock: wallClock, dataDir: testFolder() })
  needs = { store, vault, clock: wallClock, networks: [mastodonNetwork], allowPrivateNetworks: true }
  await sql`insert into people (id, name, locale, is_owner, created_at)
    values ('ana', 'Ana', 'en', true, now())`.execute(store.db)
  const { host } = new URL(server.origin)
  const handle = '@town@town.example'
  source = `mastodon:${host}/mentions/${handle}`
  const account = { id: 'town', network: 'mastodon', handle, name: 'The town', languages: ['en'] }
  await store.inTransaction((tx) => ensureAccount(tx, account, wallClock.nowMs()))
})
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
  logged.splice(0)
})

async function signIn(token = server.token): Promise<void> {
  const form = { server: server.origin, accessToken: token }
  const { signal } = new AbortController()
  expect((await connect(needs, who, { account: 'town', form, signal })).kind).toBe('connected')
}
const signOut = () => disconnectAccount(needs, who, 'town')

/** A desk that listens for real: everything said to us is kept. */
async function openDesk(): Promise<Listening> {
  const listening = await Listening.open({
    ...{ store, clock: wallClock, log, scripts, readers: [] },
    ...{ mode: 'live', matchThreads: 1 },
  })
  undo.push(() => listening.close())
  await follow(listening)
  listening.start(async () => undefined, undefined, { isToUs: () => true, recordToo: async () => undefined })
  return listening
}

async function follow(
  listening: Parameters<typeof followAccounts>[0]['listening'],
  clock: Clock = wallClock,
): Promise<void> {
  const { vault, allowPrivateNetworks } = needs
  const following = await followAccounts({ store, vault, allowPrivateNetworks, listening, clock, log })
  undo.push(() => following.stop())
}

/** What is heard, noted instead of heard; each change can be made to fail. */
function notebook() {
  const notes: string[] = []
  const failing = { times: 0 }
  const noted = async (note: string): Promise<boolean> => {
    notes.push(note)
    if (failing.times-- > 0) throw new Error('no store')
    return true
  }
  return {
    ...{ notes, failing },
    addReader: (reader: Reader) => noted(`+ ${reader.source}`),
    removeReader: (name: string) => noted(`- ${name}`),
  }
}

test('an account connected while the desk runs is heard at once, and no longer once it is disconnected', async () => {
  const listening = await openDesk()
  const kept = async (): Promise<string[]> => {
    const db = store.db.withTables<ListeningTables>()
    return (await db.selectFrom('posts').select('text').orderBy('at').execute()).map(({ text }) => text)
  }
  expect(listening.coverage().sources).toEqual([])
  await signIn()
  await expect.poll(() => server.streams.listening()).toBe(1)
  await expect.poll(() => listening.coverage().sources).toMatchObject([{ source, state: 'hearing' }])
  server.mention('When is the water back?')
  await expect.poll(kept).toEqual(['When is the water back?'])
  expect(await signOut()).toBe('done')
  await expect.poll(() => listening.coverage().sources).toEqual([])
  expect(server.streams.listening()).toBe(0)
  server.mention('Said while nobody listened.')
  await signIn()
  await expect.poll(kept).toEqual(['When is the water back?', 'Said while nobody listened.'])
})

test('whoever is connected when the desk opens is heard, also by another process that connects them later', async () => {
  const [here, there] = [notebook(), notebook()]
  await follow(here)
  await signIn()
  await follow(there)
  await expect.poll(() => here.notes).toEqual([`+ ${source}`])
  expect(there.notes).toEqual([`+ ${source}`])
  await signOut()
  await expect
    .poll(() => [here.notes, there.notes])
    .toEqual([
      [`+ ${source}`, `- ${source}`],
      [`+ ${source}`, `- ${source}`],
    ])
})

test('connected with another sign-in it is heard with that one; lost, it is not heard; other accounts stay as they are', async () => {
  const other = { id: 'other', network: 'bluesky', handle: 'other.example', name: 'Other', languages: ['en'] }
  await store.inTransaction((tx) => ensureAccount(tx, other, wallClock.nowMs()))
  await sql`insert into connections (account, connected_at, connected_by)
    values ('other', now(), 'Ana')`.execute(store.db)
  const book = notebook()
  await follow(book)
  expect(book.notes.splice(0)).toEqual(['+ bluesky:notifications:other.example'])
  await signIn()
  await expect.poll(() => book.notes).toEqual([`+ ${source}`])
  await signIn()
  await expect.poll(() => book.notes).toEqual([`+ ${source}`, `- ${source}`, `+ ${source}`])
  const lines = openLines(needs)
  await store.inTransaction((tx) => lines.lost(tx, 'town', 'over'))
  await expect.poll(() => book.notes.slice(3)).toEqual([`- ${source}`])
  // It was lost already: there is nothing to tell.
  await store.inTransaction((tx) => lines.lost(tx, 'town', 'over'))
  await signIn()
  await expect.poll(() => book.notes.slice(4)).toEqual([`+ ${source}`])
})

test('a sign-in that is refused, and a disconnecting that is undone, change nothing', async () => {
  const book = notebook()
  await follow(book)
  await signIn()
  await expect.poll(() => book.notes).toHaveLength(1)
  const form = { server: server.origin, accessToken: 'wrong' }
  const { signal } = new AbortController()
  expect((await connect(needs, who, { account: 'town', form, signal })).kind).toBe('refused')
  expect(await disconnectAccount(needs, { id: 'nobody', name: 'N' }, 'town')).toBe('no-right')
  // Told last, so that everything before it was heard.
  await signOut()
  await expect.poll(() => book.notes).toEqual([`+ ${source}`, `- ${source}`])
})

test('what fails is tried again; a source the owner listens to anyway stays theirs', async () => {
  const book = notebook()
  let waits = 0
  const clock = { ...wallClock, sleep: async () => void (waits += 1) }
  await follow(book, clock)
  book.failing.times = 2
  await signIn()
  await expect.poll(() => book.notes).toEqual([`+ ${source}`, `+ ${source}`, `+ ${source}`])
  expect(waits).toBe(2)
  expect(logged.filter((line) => line.includes('trying again'))).toHaveLength(2)

  const theirs = notebook()
  const owned = { ...theirs, addReader: async (): Promise<boolean> => false }
  await follow(owned)
  await signOut()
  await expect.poll(() => book.notes.at(-1)).toBe(`- ${source}`)
  expect(theirs.notes).toEqual([])
})

import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import type { ListeningTables } from '#listening/tables.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import { replayCapabilities } from '#networks/replay/replay.ts'
import { findEntries } from '#records/find.ts'
import type { RecordsTables } from '#records/tables.ts'
import { Publishing } from '#roles/publishing/publishing.ts'
import { openTestStore } from '#store/test-store.ts'
import { allMigrations } from '#app/desk.ts'
import { alsoForVoice, openVoiceHearing } from '#app/voice-heard.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const townDid = 'did:plc:town'
const ourPost = `bluesky:at://${townDid}/app.bsky.feed.post/ours`

/** A desk's store with one message of the town that is public on Bluesky. */
async function openTown() {
  const store = await openTestStore(allMigrations)
  undo.push(() => store.close())
  const now = new Date(wallClock.nowMs())
  const account = { id: 'town', network: 'bluesky', handle: 'town.example', name: 'Town', languages: ['en'] }
  await store.inTransaction((tx) => ensureAccount(tx, account, now.getTime()))
  const content = JSON.stringify({ account: 'town', language: 'en', parts: ['The pool is open.'], media: [] })
  await sql`insert into messages (id, title, lane, revision, owner_id, owner_name, made_at, changed_at, changed_by, is_out)
    values ('m', 'Pool', 'normal', 1, 'wen', 'Wen', ${now}, ${now}, 'Wen', true)`.execute(store.db)
  await sql`insert into message_publications (id, message_id, account, language, round, sha256, content, pair, url, posts,
      published_at, noted_at, noted_by)
    values ('p', 'm', 'town', 'en', 1, 'x', ${content}, '{}', '', ${[ourPost]}, ${now}, ${now}, 'x')`.execute(
    store.db,
  )
  return store
}
type Store = Awaited<ReturnType<typeof openTown>>

/** Hears these through listening, as a desk does; everything is kept when that is over. */
async function hear(store: Store, heard: readonly Heard[]): Promise<void> {
  const reader: Reader = {
    ...{ source: 'bluesky:jetstream.example', label: 'Bluesky', timeline: { kind: 'live' } },
    capabilities: { ...replayCapabilities, network: 'bluesky' },
    async *read() {
      yield { kind: 'state', state: 'hearing' }
      yield* heard
      yield { kind: 'state', state: 'ended' }
    },
  }
  const scripts = new URL('../../dist/server/', import.meta.url)
  const needs = { store, clock: wallClock, log: silentLog }
  const listening = await Listening.open({
    ...{ ...needs, scripts, matchThreads: 1, readers: [reader], mode: 'live' },
  })
  undo.push(() => listening.close())
  const { ours } = new Publishing({ store } as unknown as ConstructorParameters<typeof Publishing>[0])
  await ours.reload()
  const voice = openVoiceHearing({ ...needs, listening, desk: async () => ({ timeZone: 'UTC' }) })
  await voice.reload()
  listening.start(async () => undefined, undefined, alsoForVoice(ours, voice))
  await expect.poll(() => listening.coverage().sources[0]?.state, { timeout: 20_000 }).toBe('ended')
  await listening.settle()
}

function post(key: string, more: Partial<Post> = {}): Post {
  const atMs = wallClock.nowMs() - 2 * hourMs
  return {
    ...{
      id: `bluesky:at://did:plc:${key}/app.bsky.feed.post/${key}`,
      network: 'bluesky',
      source: 'bluesky:jetstream.example',
    },
    ...{ text: 'Until when?', atMs, heardAtMs: atMs, author: { id: `did:plc:${key}` }, lang: 'en', ...more },
  }
}

const counted = async (store: Store) =>
  (await sql`select thanks, wait_s, hears_ours from voice_heard order by thanks`.execute(store.db)).rows

test('an answer to us, our answer to it and their thanks are counted; quotes, our own thread and others are not', async () => {
  const store = await openTown()
  const asked = post('asked', { replyTo: ourPost })
  const author = { id: townDid, handle: 'town.example' }
  const said: Post[] = [
    asked,
    post('thanked', { replyTo: ourPost, text: 'Good to know, thanks!' }),
    post('quoted', { quoteOf: ourPost, text: 'Thank you!' }),
    post('nobody', { text: 'Thank you!' }),
    post('own', { id: `bluesky:at://${townDid}/app.bsky.feed.post/2`, replyTo: ourPost, author }),
    post('answer', {
      ...{
        id: `bluesky:at://${townDid}/app.bsky.feed.post/3`,
        replyTo: asked.id,
        author,
        text: 'Until six.',
      },
      atMs: asked.atMs + 10 * minuteMs,
    }),
  ]
  await hear(store, [{ kind: 'posts', posts: said, cursor: 'v1:1' }])
  const both = [
    { thanks: 'no', wait_s: 600, hears_ours: true },
    { thanks: 'yes', wait_s: null, hears_ours: true },
  ]
  expect(await counted(store)).toEqual(both)
  // The archive has what was said to us as before, and our own answer is no reply of a citizen.
  const db = store.db.withTables<RecordsTables>()
  const { entries } = await findEntries(db, { kind: 'reply-received' })
  expect(entries).toHaveLength(3)
  const ids = await store.db.withTables<ListeningTables>().selectFrom('posts').select('id').execute()
  expect(ids.map(({ id }) => id)).not.toContain(`bluesky:at://${townDid}/app.bsky.feed.post/2`)

  await hear(store, [
    { kind: 'posts', posts: said, cursor: 'v1:1' },
    { kind: 'deleted', ids: [post('thanked').id], cursor: 'v1:2' },
  ])
  expect(await counted(store)).toEqual([both[0]])
})

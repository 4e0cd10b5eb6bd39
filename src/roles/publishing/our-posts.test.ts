import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { wallClock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { addWatch } from '#listening/watches.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import { replayCapabilities } from '#networks/replay/replay.ts'
import { findEntries } from '#records/find.ts'
import { replySubject } from '#records/replies.ts'
import type { RecordsTables } from '#records/tables.ts'
import { OurPosts } from '#roles/publishing/our-posts.ts'
import { grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const wen = signedIn('Wen')
const pia = signedIn('Pia')

async function openTown() {
  const office = await openOffice({
    Wen: [grant('read'), grant('write')],
    Ana: [grant('read'), grant('approve')],
    Pia: [grant('read'), grant('publish')],
  })
  undo.push(() => office.store.close())
  return office
}
type Office = Awaited<ReturnType<typeof openTown>>

/** Writes, approves and notes as published one message in English; says which. */
async function say(o: Office, at: { network: string; handle?: string; url: string }): Promise<string> {
  const { network, handle = 'havreclair', url } = at
  const account = { id: `ours-${network}`, network, handle, name: 'Town', languages: ['en'] }
  await o.store.inTransaction((tx) => ensureAccount(tx, account, o.time.nowMs))
  const place = { account: account.id, language: 'en' }
  const form = {
    title: 'Brown water',
    lane: 'normal' as const,
    versions: [{ ...place, text: 'Do not drink.' }],
  }
  const made = await o.publishing.create(wen, form)
  if (!made.ok) throw new Error(made.why)
  const { id } = made.value
  await o.publishing.ask(wen, id, { revision: 1 })
  await o.approve('Ana', id)
  const released = await o.publishing.release(pia, id, place)
  if (!released.ok) throw new Error(released.why)
  const noted = await o.publishing.notePublished(pia, id, { ...place, sha256: released.value.sha256, url })
  if (!noted.ok) throw new Error(noted.why)
  return id
}

const here = { network: 'practice', url: 'https://havre-clair.example/posts/ours' }

function post(n: number | string, change: Partial<Post> = {}): Post {
  const atMs = wallClock.nowMs()
  return {
    id: `practice:${n}`,
    network: 'practice',
    source: 'practice:town',
    text: `nobody watches for this ${n}`,
    atMs,
    heardAtMs: atMs,
    author: { id: `p${n}`, handle: `resident${n}` },
    ...change,
  }
}
const answer = (n: number | string, change: Partial<Post> = {}) =>
  post(n, { replyTo: 'practice:ours', ...change })
const said = (...posts: Post[]): Heard => ({ kind: 'posts', posts, cursor: `v1:${posts.length}` })

/** Hears these, and more when it is told to; everything is counted and kept when that is over. */
async function hear(o: Office, heard: readonly Heard[], later: readonly Heard[] = []) {
  let goOn = (): void => undefined
  const told = new Promise<void>((resolve) => (goOn = resolve))
  const reader: Reader = {
    source: 'practice:town',
    label: 'Town',
    capabilities: replayCapabilities,
    timeline: { kind: 'live' },
    async *read() {
      yield { kind: 'state', state: 'hearing' }
      yield* heard
      if (later.length > 0) await told
      yield* later
      yield { kind: 'state', state: 'ended' }
    },
  }
  const scripts = new URL('../../../dist/server/', import.meta.url)
  const needs = { store: o.store, clock: wallClock, log: silentLog, scripts, matchThreads: 1 }
  const listening = await Listening.open({ ...needs, readers: [reader], mode: 'live' })
  undo.push(() => listening.close())
  const { ours } = o.publishing
  undo.push(
    await ours.follow({
      ...needs,
      onNoted: ({ names }) => listening.lookBack(names, 0),
    }),
  )
  listening.start(async () => undefined, undefined, ours.toUs)
  const over = async (): Promise<void> => {
    goOn()
    await expect.poll(() => listening.coverage().sources[0]?.state, { timeout: 20_000 }).toBe('ended')
    await listening.settle()
  }
  if (later.length === 0) await over()
  return { listening, over }
}

const archived = async (o: Office, kind: 'reply-received' | 'reply-deleted') =>
  (await findEntries(o.store.db.withTables<RecordsTables>(), { kind })).entries
const marksOf = (entries: readonly { subject?: string | undefined }[]): string[] =>
  entries.map(({ subject }) => subject ?? '').toSorted()
const stored = async (o: Office): Promise<string[]> =>
  (
    await o.store.db.withTables<ListeningTables>().selectFrom('posts').select('id').orderBy('id').execute()
  ).map(({ id }) => id)

test('an answer to a post of ours is kept and on record although no watch asks for it; all else is forgotten', async () => {
  const o = await openTown()
  const id = await say(o, here)
  await hear(o, [
    said(post(1), answer(2), post(3, { quoteOf: 'practice:ours' }), answer(4, { replyTo: 'practice:2' })),
  ])
  expect(await stored(o)).toEqual(['practice:2', 'practice:3'])
  const entries = await archived(o, 'reply-received')
  expect(marksOf(entries)).toEqual(['reply:practice:2', 'reply:practice:3'])
  expect(entries.find(({ subject }) => subject === 'reply:practice:2')).toMatchObject({
    by: { kind: 'desk' },
    account: 'ours-practice',
    language: 'en',
    facts: {
      network: 'practice',
      author: 'resident2',
      text: 'nobody watches for this 2',
      answers: `message:${id}`,
      answersUrl: here.url,
      title: 'Brown water',
    },
  })
})

test('an answer heard twice, by two readings or after a restart, is one entry', async () => {
  const o = await openTown()
  await say(o, here)
  const again = said(answer(1), answer(1))
  await hear(o, [again, again])
  for (const step of undo.splice(1).toReversed()) await step()
  await hear(o, [again])
  expect(await archived(o, 'reply-received')).toHaveLength(1)
})

test('what our own account adds below its post is no answer to us', async () => {
  const o = await openTown()
  await say(o, here)
  await hear(o, [said(answer(1, { author: { id: 'hall', handle: '@HavreClair' } }), answer(2))])
  expect(marksOf(await archived(o, 'reply-received'))).toEqual(['reply:practice:2'])
})

test('an answer its network took back leaves listening; its record stays, and an entry says that it was deleted', async () => {
  const o = await openTown()
  await say(o, here)
  const { over } = await hear(
    o,
    [said(answer(1), answer(2), answer(3))],
    [
      { kind: 'deleted', ids: ['practice:1', 'practice:unheard'] },
      { kind: 'author-gone', authorId: 'p2' },
    ],
  )
  await expect.poll(() => stored(o), { timeout: 10_000 }).toHaveLength(3)
  await over()
  expect(await stored(o)).toEqual(['practice:3'])
  expect(await archived(o, 'reply-received')).toHaveLength(3)
  const gone = await archived(o, 'reply-deleted')
  expect(marksOf(gone)).toEqual(['reply:practice:1', 'reply:practice:2'])
  const { entries } = await findEntries(o.store.db.withTables<RecordsTables>(), {
    subject: replySubject('practice:1'),
  })
  expect(entries.map(({ facts }) => facts?.['text'])).toEqual([undefined, 'nobody watches for this 1'])
})

test('while the archive takes nothing, no answer is kept either: both come later, once', async () => {
  const o = await openTown()
  await say(o, here)
  await sql`create function archive_full() returns trigger language plpgsql as 'begin raise exception ''full''; end'`.execute(
    o.store.db,
  )
  await sql`create trigger archive_full before insert on records_entries execute function archive_full()`.execute(
    o.store.db,
  )
  const { listening } = await hear(o, [said(answer(1))])
  expect(await stored(o)).toEqual([])
  await sql`drop trigger archive_full on records_entries`.execute(o.store.db)
  await listening.settle()
  expect(await stored(o)).toEqual(['practice:1'])
  expect(await archived(o, 'reply-received')).toHaveLength(1)
})

test('an answer that came before its address was noted is found when it is: remembered ones, and kept ones', async () => {
  const o = await openTown()
  const db = o.store.db.withTables<ListeningTables>()
  const purpose = { purpose: 'To test.', owner: 'Tests', endsAt: '2099-01-01T00:00:00.000Z' }
  await addWatch(db, 'w1', { name: 'Water', rule: 'water', ...purpose }, new Date())
  await hear(o, [said(answer(1), answer(2, { text: 'brown water' }), post(3))])
  expect(await stored(o)).toEqual(['practice:2'])
  // A restart forgets what was only remembered; what a watch kept is still found.
  for (const step of undo.splice(1).toReversed()) await step()
  await hear(o, [said(answer(4), post(5))])
  expect(await archived(o, 'reply-received')).toEqual([])
  await say(o, here)
  const subjects = async () => marksOf(await archived(o, 'reply-received'))
  await expect.poll(subjects, { timeout: 10_000 }).toEqual(['reply:practice:2', 'reply:practice:4'])
  expect(await stored(o)).toEqual(['practice:2', 'practice:4'])
})

test('an answer taken back before its address was noted is not brought back by that', async () => {
  const o = await openTown()
  await hear(o, [said(answer(1), answer(2)), { kind: 'deleted', ids: ['practice:1'] }])
  await say(o, here)
  const subjects = async () => marksOf(await archived(o, 'reply-received'))
  await expect.poll(subjects, { timeout: 10_000 }).toEqual(['reply:practice:2'])
})

test('what another process noted is known here too, and answers to what was taken down are still to us', async () => {
  const o = await openTown()
  const other = new OurPosts(o.store.db, () => o.time.nowMs)
  const noted: string[] = []
  undo.push(
    await other.follow({
      store: o.store,
      log: silentLog,
      onNoted: async ({ messageId }) => void noted.push(messageId),
    }),
  )
  expect(other.toUs.isToUs(answer(1))).toBe(false)
  const id = await say(o, here)
  await expect.poll(() => noted).toEqual([id])
  expect(other.toUs.isToUs(answer(1))).toBe(true)
  const message = await o.publishing.one(pia, id)
  const publicationId = message?.versions[0]?.public?.id ?? ''
  await o.publishing.noteTakenDown(pia, id, { publicationId, reason: 'A mistake in it.' })
  await other.reload()
  expect(other.toUs.isToUs(answer(1))).toBe(true)
})

const did = 'did:plc:abcdefghijklmnopqrstuvwx'
const uri = `bluesky:at://${did}/app.bsky.feed.post/3kabc2def3ghi`
const reply = (change: Partial<Post>): Post =>
  post(1, { id: 'bluesky:1', network: 'bluesky', replyTo: uri, author: { id: 'did:plc:maria' }, ...change })

test.each([
  ['a handle', 'https://bsky.app/profile/town.example/post/3kabc2def3ghi'],
  ['its owner’s id', `https://bsky.app/profile/${did}/post/3kabc2def3ghi`],
])('a Bluesky post noted by an address with %s is found by what answers call it', async (_what, url) => {
  const o = await openTown()
  await say(o, { network: 'bluesky', handle: 'town.example', url })
  const { ours } = o.publishing
  await ours.reload()
  expect(ours.replyIn(reply({}))).toMatchObject({ author: 'did:plc:maria', isQuote: false })
  expect(ours.replyIn(reply({ replyTo: undefined, quoteOf: uri }))?.isQuote).toBe(true)
  expect(ours.replyIn(reply({ author: { id: did } }))).toBeUndefined()
  expect(ours.replyIn(reply({ author: undefined }))?.author).toBe('')
  const others = [uri.replace('3kabc', '3kabd'), uri.replace('bluesky:', 'x:'), '', ':', '/', 'constructor']
  for (const replyTo of others) expect(ours.replyIn(reply({ replyTo }))).toBeUndefined()
})

test('what was said can be read again, to follow how it is received; of what is not ours there is nothing', async () => {
  const office = await openTown()
  await say(office, here)
  const ours = new OurPosts(office.store.db, () => wallClock.nowMs())
  const [one] = await ours.reload()
  expect(await ours.textOf(one?.publicationId ?? '')).toBe('Do not drink.')
  expect(await ours.textOf('nothing')).toBe('')
})

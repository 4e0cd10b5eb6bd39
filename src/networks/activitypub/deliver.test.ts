import { expect, onTestFinished, test } from 'vitest'
import { deliverQueued } from '#networks/activitypub/deliver.ts'
import { toFollowers } from '#networks/activitypub/jobs.ts'
import type { Note } from '#networks/activitypub/kept-note.ts'
import { deleteActivity, noteActivity } from '#networks/activitypub/documents.ts'
import { testDesk, type TestDesk } from '#networks/activitypub/test-desk.ts'
import { until } from '#networks/activitypub/test-hearing.ts'
import { stranger, type Stranger } from '#networks/activitypub/test-stranger.ts'

const note: Note = {
  ...{ kind: 'there', actor: 'havre_clair', key: 'd1-0', revisions: ['d1-0'], atMs: 0, text: 'Water.' },
  ...{ language: 'en', media: [] },
}

async function telling(more: Partial<TestDesk> = {}): Promise<{ desk: TestDesk; zoe: Stranger }> {
  const zoe = await stranger()
  const desk = testDesk({ allowPrivateNetworks: true, ...more })
  const done = deliverQueued(desk, { timeoutMs: 2000, chance: () => 0 })
  onTestFinished(async () => {
    desk.stop()
    await done
    await zoe.close()
  })
  return { desk, zoe }
}

/** Follows from a server; missing `shared`: each by an inbox of their own. */
async function follow(desk: TestDesk, { origin }: Stranger, count: number, shared?: string): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const id = `${origin}/users/${at}`
    const follower = {
      id,
      inbox: `${id}/inbox`,
      follow: `${id}#f`,
      sinceMs: 0,
      ...(shared && { sharedInbox: shared }),
    }
    await desk.store.set(`follower/havre_clair/${String(at).padStart(5, '0')}`, follower)
  }
}

async function tell(desk: TestDesk): Promise<void> {
  await desk.store.enqueue([toFollowers(note, noteActivity('Create', note, desk))])
}

test('a server with a thousand followers is told once a page, and every other follower once', async () => {
  const { desk, zoe } = await telling()
  await follow(desk, zoe, 1100, `${zoe.origin}/inbox`)
  await tell(desk)
  await until(() => desk.store.queue.size === 0)
  expect(new Set(zoe.received.map(({ id }) => id)).size).toBe(1)
  expect(zoe.received.length).toBeLessThanOrEqual(3)
  const two = await telling()
  await follow(two.desk, two.zoe, 30)
  await tell(two.desk)
  await until(() => two.desk.store.queue.size === 0)
  expect(new Set(two.zoe.asked).size).toBe(30)
  expect(two.zoe.received).toHaveLength(30)
})

test('a server that is down is told later, one that says no is not, and who is gone follows no more', async () => {
  const { desk, zoe } = await telling()
  await follow(desk, zoe, 3)
  const answers = [503, 403, 410]
  for (const [at, status] of answers.entries()) zoe.documents.set(`/users/${at}/inbox`, { status, body: {} })
  await tell(desk)
  await until(() => desk.store.queue.size === 1 && zoe.received.length === 3)
  const [left] = [...desk.store.queue.values()]
  expect(left).toMatchObject({ attempts: 1, job: { kind: 'tell', inbox: `${zoe.origin}/users/0/inbox` } })
  expect((left?.dueMs ?? 0) - Date.now()).toBeGreaterThan(0)
  expect(await desk.store.count('follower/')).toBe(2)
})

test('a delivery is given up after some tries, and told again by nobody', async () => {
  const { desk, zoe } = await telling()
  await follow(desk, zoe, 1)
  zoe.documents.set('/users/0/inbox', { status: 500, body: {} })
  await tell(desk)
  await until(async () => {
    for (const waiting of desk.store.queue.values()) waiting.dueMs = 0
    return desk.store.queue.size === 0
  })
  expect(zoe.received).toHaveLength(14)
})

test('words taken back before a server was told never get there, and that they were does', async () => {
  const { desk, zoe } = await telling()
  await follow(desk, zoe, 1)
  await desk.store.set('note/havre_clair/d1-0', { kind: 'removed', removedMs: 0 })
  await tell(desk)
  await desk.store.enqueue([toFollowers(note, noteActivity('Update', note, desk))])
  await desk.store.enqueue([toFollowers(note, deleteActivity(note, desk))])
  await until(() => desk.store.queue.size === 0)
  expect(zoe.received.map(({ type }) => type)).toEqual(['Delete'])
})

test('an inbox in our own network is never called', async () => {
  const { desk, zoe } = await telling({ allowPrivateNetworks: false })
  await follow(desk, zoe, 1)
  await tell(desk)
  await until(() => desk.store.queue.size === 0)
  expect(zoe.asked).toEqual([])
})

test('what cannot be read is taken out of the queue, and what the store fails at stays', async () => {
  const { desk, zoe } = await telling()
  await desk.store.enqueue([
    { id: 'odd', job: { kind: 'odd' } },
    { id: 'none', job: null },
  ])
  await until(() => desk.store.queue.size === 0)
  await follow(desk, zoe, 1)
  const { list } = desk.store
  desk.store.list = () => Promise.reject(new Error('planted words of a message'))
  await tell(desk)
  await until(() => [...desk.store.queue.values()].some(({ attempts }) => attempts === 1))
  desk.store.list = list
  for (const waiting of desk.store.queue.values()) waiting.dueMs = 0
  await until(() => zoe.received.length === 1)
})

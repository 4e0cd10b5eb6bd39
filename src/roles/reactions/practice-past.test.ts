import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import type { Coverage } from '#listening/contract.ts'
import { Listening } from '#listening/listening.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { talker } from '#listening/test-talker.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { AnnouncementInput } from '#roles/reactions/contract.ts'
import { reactionsMigrations } from '#roles/reactions/migrations.ts'
import { Reactions } from '#roles/reactions/reactions.ts'
import { ada } from '#roles/reactions/test-reactions.ts'
import { saidPost } from '#roles/reactions/test-posts.ts'
import { openTestStore } from '#store/test-store.ts'

// In the practice town a search has a past, also one that is begun with the announcement; on a live desk it has none.

const source = 'practice:town'
const startedAtMs = Math.floor(wallClock.nowMs() / hourMs) * hourMs - 2 * hourMs
const scripts = new URL('../../../dist/server/', import.meta.url)
const undo: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

function post(minute: number, text: string): Post {
  const said = { id: `practice:${minute}`, text, author: `p${minute}`, atMs: startedAtMs + minute * minuteMs }
  return { ...saidPost(said).post, source }
}

/** Twelve hours with three posts about the library in each, and one about something else. */
const history = Array.from({ length: 12 * 4 }, (_one, at) =>
  post((at - 12 * 4) * 15, at % 4 === 0 ? `A fine day ${at}` : `The library is quiet, thought ${at}`),
)
const reaction = Array.from({ length: 30 }, (_one, at) =>
  post(at + 1, `The library on a Sunday, thought ${at}`),
)

async function open(mode: Coverage['mode']): Promise<Reactions> {
  const store = await openTestStore([recordsMigrations, listeningMigrations, reactionsMigrations])
  undo.push(() => store.close())
  const { reader, say } = talker(source)
  const about = { store, clock: wallClock, log: silentLog, scripts, matchThreads: 1 }
  const listening = await Listening.open({
    ...about,
    ...{ mode, readers: [reader], history: { source, posts: history } },
  })
  undo.push(() => listening.close())
  let ids = 0
  const reactions = new Reactions({
    ...{ store, listening, log: silentLog, nowMs: () => wallClock.nowMs(), newId: () => `id-${ids++}` },
    timeZone: async () => 'America/Toronto',
    ourHandles: async () => [],
    policy: async () => ({ knownHandles: new Set<string>(), own: undefined }),
  })
  listening.start(async () => undefined)
  say({ kind: 'posts', posts: reaction, cursor: 'v1:1' })
  const heard = async (): Promise<unknown> => {
    await listening.settle()
    return listening.db.selectFrom('sources').select('cursor').executeTakeFirst()
  }
  await expect.poll(heard, { timeout: 15_000 }).toEqual({ cursor: 'v1:1' })
  return reactions
}

async function follow(reactions: Reactions, more: Partial<AnnouncementInput>): Promise<string> {
  const startedAt = new Date(startedAtMs).toISOString()
  const about = { title: 'Sundays', text: 'The library opens on Sundays.', startedAt }
  const made = await reactions.create(
    { ...about, watchIds: [], baselineDays: 28, reactionHours: 24, ...more },
    { by: ada, mayWatch: true },
  )
  if (!made.ok) throw new Error(made.problem.en)
  return made.value.id
}

const newWatch = {
  ...{ name: 'Library', rule: 'library', purpose: 'How the library is received', owner: 'Ada' },
  endsAt: new Date(startedAtMs + 40 * dayMs).toISOString(),
}

test('a search begun with its announcement in the practice town knows what is usual there', async () => {
  const reactions = await open('practice')
  const id = await follow(reactions, { newWatch })
  const analysis = await reactions.analysis(id)
  // In the half hour after it, the post of this very moment not among them; three an hour are usual.
  expect(analysis?.volume).toMatchObject({
    posts: 29,
    baseline: { posts: 36, hours: 12 },
    effect: { verdict: 'more', usual: 1.5, ratio: 19.3 },
  })
  const heardFrom = (await reactions.announcement(id))?.baseline.heardFrom
  expect(heardFrom).toBe(new Date(startedAtMs - 12 * hourMs).toISOString())
})

test('so does an announcement that is followed by a search begun meanwhile', async () => {
  const reactions = await open('practice')
  const first = await follow(reactions, { newWatch })
  const [watch] = (await reactions.announcement(first))?.watches ?? []
  const second = await follow(reactions, { watchIds: [watch?.id ?? ''] })
  const volumes = await Promise.all(
    [first, second].map(async (id) => (await reactions.analysis(id))?.volume.effect),
  )
  expect(volumes[1]).toEqual(volumes[0])
})

test('on a live desk a search begun with its announcement has no past, and the desk says so', async () => {
  const reactions = await open('live')
  const id = await follow(reactions, { newWatch })
  expect((await reactions.analysis(id))?.volume.effect).toMatchObject({
    verdict: 'too-little',
    why: 'baseline-too-short',
  })
})

import { sql } from 'kysely'
import { accessMigrations } from '#access/migrations.ts'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { ensurePostWeeks, keepPosts } from '#listening/posts.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { Ledger } from '#roles/early-warning/ledger/ledger.ts'
import { earlyWarningMigrations } from '#roles/early-warning/migrations.ts'
import type { LinkedMessage } from '#roles/early-warning/register/contract.ts'
import type { Doer } from '#roles/early-warning/register/ground.ts'
import { onReviewDue } from '#roles/early-warning/register/reviews.ts'
import { Register } from '#roles/early-warning/register/register.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import type { Story } from '#stream/story.ts'

/** When the clock of a test desk begins. */
export const beganMs = Date.UTC(2031, 4, 5, 14)

/** Somebody of the desk who may do everything; their id is their name in small letters. */
export async function joins(store: Pick<Store, 'db'>, name: string): Promise<void> {
  await sql`insert into people (id, name, locale, is_owner, created_at)
    values (${name.toLowerCase()}, ${name}, 'en', true, now())`.execute(store.db)
}

/** A register and a ledger on a real store, with people, messages and a clock that a test moves by hand. */
export async function openRegisterDesk(
  people: readonly string[] = ['Ada', 'Bea', 'Cleo'],
  mode: 'live' | 'practice' = 'live',
) {
  const store = await openTestStore([
    recordsMigrations,
    accessMigrations,
    listeningMigrations,
    earlyWarningMigrations,
  ])
  for (const name of people) await joins(store, name)
  const time = { nowMs: beganMs, heardMs: undefined as number | undefined }
  const messages: LinkedMessage[] = []
  const inNews: string[] = []
  const port = {
    aboutIssue: async (ids: readonly string[]) => messages.filter(({ id }) => ids.includes(id)),
    newest: async () => messages.toReversed(),
  }
  const db = store.db.withTables<ListeningTables>()
  const listening = {
    db,
    mode,
    hearsMedia: true,
    get streamNowMs() {
      return time.heardMs ?? time.nowMs
    },
    note: () => ({ since: new Date(beganMs).toISOString(), sources: 2, missing: [] }),
  }
  const nowMs = (): number => time.nowMs
  const ledger = new Ledger({
    ...{ store, listening, nowMs, messages: port, log: silentLog },
    onNews: async (id) => void inNews.push(id),
  })
  let made = 0
  const room = { store, nowMs, heardNowMs: () => listening.streamNowMs, newId: () => `by-hand-${++made}` }
  const register = new Register({ ...room, listening: db, ledger, messages: port })
  return {
    ...{ store, register, ledger, room, time, messages, inNews },
    /** What the reminder job does when it is due, its transaction included. */
    remind: (issue: string, dueMs: number, atMs: number) =>
      store.inTransaction((tx) => onReviewDue(room, tx, { issue, dueMs, atMs })),
    keep: async (...posts: Post[]) => {
      for (const { atMs } of posts) await ensurePostWeeks(db, atMs, atMs)
      await keepPosts(db, posts)
    },
    keepStory: async (story: Story) => {
      const at = (ms: number): Date => new Date(ms)
      await sql`insert into stories (id, story, state, first_seen_at, opened_at, updated_at)
        values (${story.id}, ${JSON.stringify(story)}, ${story.state}, ${at(story.firstSeenMs)},
          ${at(story.openedAtMs)}, ${at(story.updatedAtMs)})
        on conflict (id) do update set story = excluded.story, state = excluded.state,
          updated_at = excluded.updated_at`.execute(store.db)
    },
    notices: async () =>
      (
        await sql<{ person_id: string; kind: string; seen_at: Date | null }>`
          select person_id, kind, seen_at from notices order by id`.execute(store.db)
      ).rows,
    records: async () =>
      (
        await sql<{ kind: string; subject: string; body: string }>`
          select kind, subject, body from records_entries order by seq`.execute(store.db)
      ).rows,
  }
}

/** Somebody signed in, as routes hand them over. */
export function doer(name: string, program?: { id: string; name: string }): Doer {
  const person = { id: name.toLowerCase(), name: program?.name ?? name, initials: 'X' }
  return {
    personId: person.id,
    ...(program === undefined ? {} : { program }),
    session: {
      ...{ person, locale: 'en', isOwner: true, grants: [] },
      desk: { timeZone: 'UTC', welcomed: true },
    },
  }
}

/** A story about brown water that rose 15 minutes after it was first said. */
export function waterStory(change: Partial<Story> = {}): Story {
  return {
    ...{ id: 's1', state: 'rising', headline: 'The water on Ferry Street is brown' },
    ...{ firstSeenMs: beganMs - 15 * 60_000, openedAtMs: beganMs, updatedAtMs: beganMs },
    ...{ windowMin: 15, posts: 5, authors: 5, copiesShareOf1: 0, postsInAll: 5 },
    usual: { mean: 1, upper95: 2, basis: 'learned', hoursLearned: 30 },
    ...{ lift: 5, surprise: 6 },
    terms: [
      { text: 'brown water', kind: 'phrase', posts: 5, lift: 30 },
      { text: 'ferry street', kind: 'place', posts: 5, lift: 10 },
    ],
    ...{ languages: [], places: [], networks: [], questions: 0, samples: [], postIds: [] },
    course: { bucketMin: 5, startMs: beganMs, posts: [5] },
    watches: [],
    ...change,
  }
}

/** A post somebody wrote, or a news item. */
export function post(id: string, atMs: number, text: string, media?: string): Post {
  return {
    ...{ id, network: id.split(':')[0] ?? 'x', source: 'test', text, atMs, heardAtMs: atMs },
    url: `https://example.org/${id}`,
    author: media === undefined ? { id: `author of ${id}` } : { id: media, name: media, kind: 'media' },
  }
}

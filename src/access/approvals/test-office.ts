import { sql } from 'kysely'
import { accessMigrations } from '#access/migrations.ts'
import type { Done } from '#access/approvals/acts.ts'
import { Approvals } from '#access/approvals/approvals.ts'
import type { Approved } from '#access/approvals/judging.ts'
import type { ApprovalReview } from '#access/approvals/contract.ts'
import type { Shown } from '#access/approvals/rules.ts'
import { sha256Of } from '#access/approvals/store.ts'
import { assert } from '#kernel/assert.ts'
import type { Grant, Lane, Verb } from '#kernel/permission.ts'
import { versionBytes } from '#kernel/version-content.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Store } from '#store/store.ts'

/** The tables that approvals stand on, for `openTestStore`. */
export const approvalMigrations = [recordsMigrations, accessMigrations]

/** When the clock of an office begins. */
export const begunMs = Date.UTC(2026, 2, 1, 9)

/** What Wen wrote, unless a test says otherwise, and who is usually there. */
export const texts = { en: 'Do not drink the water.', fr: 'Ne buvez pas l’eau.' }
export const usual = { Wen: [grant('write')], Ana: [grant('approve')] }

/** What a team lets its people do; everywhere, unless it is said where. */
export function grant(verb: Verb, o: { account?: string; language?: string; lane?: Lane | '*' } = {}): Grant {
  return { verb, account: o.account ?? '*', language: o.language ?? '*', lane: o.lane ?? '*' }
}

/** Texts by language. */
export type Texts = Record<string, string>

/** Versions of the town's account as they are shown. */
export function shownOf(texts: Texts): Shown[] {
  return Object.entries(texts).map(([language, text]) => ({
    account: 'town',
    language,
    sha256: sha256Of(bytesOf(language, text).bytes),
  }))
}

function bytesOf(language: string, text: string) {
  const bytes = versionBytes({ account: 'town', language, parts: [text], media: [] })
  return { account: 'town', language, bytes }
}

/** An office of its own people and one item, in a store it may share with others. */
export type Office = Awaited<ReturnType<typeof openOffice>>

/** Opens an office: other ids each time, a time and rights that a test can change. */
export async function openOffice(store: Store, grants: Record<string, Grant[]>) {
  const mark = Math.round(performance.now() * 1000).toString(36)
  const id = (name: string): string => `${name}-${mark}`
  await seatPeople(store, id, grants)
  const time = { nowMs: begunMs }
  const clock = { nowMs: () => time.nowMs, sleep: () => new Promise<never>(() => undefined) }
  const approvals = new Approvals({ store, clock })
  const item = `message:${mark}`
  const person = (name: string) => ({ kind: 'person', id: id(name), name }) as const
  const inTx = store.inTransaction
  return {
    ...{ approvals, time, item, id },
    setGrants: (name: string, held: Grant[]) => setGrants(store, id(name), held),
    leave: (name: string) => sql`update people set left_at = now() where id = ${id(name)}`.execute(store.db),
    ask: (said: Texts, o: { writers?: string[]; lane?: Lane; deadlineMs?: number } = {}) =>
      inTx((tx) =>
        approvals.ask(tx, {
          ...{ item, title: 'Brown water', lane: o.lane ?? 'normal', by: person('Wen') },
          writers: (o.writers ?? ['Wen']).map(id),
          versions: Object.entries(said).map(([language, text]) => bytesOf(language, text)),
          ...(o.deadlineMs === undefined ? {} : { deadlineMs: o.deadlineMs }),
        }),
      ),
    edit: (name: string) =>
      inTx((tx) => approvals.edited(tx, { item, writers: [id(name)], by: person(name) })),
    /** An edit that a program made, with the key of that person. */
    editByKey: (name: string) =>
      inTx((tx) =>
        approvals.edited(tx, {
          ...{ item, writers: [id(name)] },
          by: { kind: 'program', id: 'key-1', name: 'Import' },
        }),
      ),
    approve: (name: string, said: Texts): Promise<Approved> =>
      inTx((tx) => approvals.approve(tx, { item, by: id(name), shown: shownOf(said), isFresh: true })),
    breakGlass: (name: string, shown: readonly Shown[]): Promise<Done> =>
      inTx((tx) => approvals.breakGlass(tx, { item, by: id(name), shown, reason: 'The main burst' })),
    giveBack: (name: string, reason = 'Too long'): Promise<Done> =>
      inTx((tx) => approvals.giveBack(tx, { item, by: id(name), reason })),
    revoke: (name: string): Promise<Done> =>
      inTx((tx) => approvals.revoke(tx, { item, by: id(name), reason: 'Wrong street' })),
    withdraw: (name: string): Promise<Done> => inTx((tx) => approvals.withdraw(tx, { item, by: id(name) })),
    /** Whether each of these may go out, or why not. */
    goesOut: async (said: Texts) => {
      const answers = []
      for (const shown of shownOf(said))
        answers.push(await inTx((tx) => approvals.mayGoOut(tx, { item, ...shown })))
      return answers.map((answer) => (answer.yes ? 'yes' : answer.why))
    },
    review: async (name: string): Promise<ApprovalReview> => {
      const review = await inTx((tx) => approvals.reviewFor(tx, { item, personId: id(name) }))
      assert(review !== undefined, 'the item was asked about')
      return review
    },
    bellFor: (name: string) => inTx((tx) => approvals.bellFor(tx, id(name))),
    listFor: (name: string) => inTx((tx) => approvals.listFor(tx, id(name))),
    records: async (subject = item) =>
      (
        await sql<{ body: string }>`
          select body from records_entries where body like ${`%"${subject}"%`} order by seq`.execute(store.db)
      ).rows.map(({ body }) => JSON.parse(body)),
  }
}

async function seatPeople(
  store: Store,
  id: (name: string) => string,
  grants: Record<string, Grant[]>,
): Promise<void> {
  // A name is one living person's: those of the test before give theirs up, and leave.
  await sql`update people set name = id, left_at = now()`.execute(store.db)
  for (const [name, held] of Object.entries(grants)) {
    await sql`insert into people (id, name, locale, is_owner, created_at)
      values (${id(name)}, ${name}, 'en', false, now())`.execute(store.db)
    await sql`insert into teams (id, name_en, name_fr, created_at)
      values (${id(name)}, ${name}, ${name}, now())`.execute(store.db)
    await sql`insert into team_people (team_id, person_id) values (${id(name)}, ${id(name)})`.execute(
      store.db,
    )
    await setGrants(store, id(name), held)
  }
}

async function setGrants(store: Store, teamId: string, held: Grant[]): Promise<void> {
  await sql`delete from team_grants where team_id = ${teamId}`.execute(store.db)
  for (const { verb, account, language, lane } of held)
    await sql`insert into team_grants (team_id, verb, account, language, lane)
      values (${teamId}, ${verb}, ${account}, ${language}, ${lane})`.execute(store.db)
}

import type { Kysely, Selectable } from 'kysely'
import type { Log } from '#kernel/log.ts'
import { dayMs, type Clock } from '#kernel/time.ts'
import { isBarredBy, partyText, readParty, type Somebody } from '#networks/activitypub/barred.ts'
import { barDelivery } from '#networks/activitypub/jobs.ts'
import type { RecordActor } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { enqueue } from '#sending/federation/queue.ts'
import type { FederationTables } from '#sending/federation/tables.ts'
import { moderationLimits, type Barred, type BarForm } from '#sending/moderation/contract.ts'
import type { ModerationTables } from '#sending/moderation/tables.ts'
import { storableText } from '#store/storable.ts'
import type { Store } from '#store/store.ts'

/** What moderation stands on. */
export type ModerationNeeds = { store: Store; clock: Clock; log: Log; newId(): string }

type Person = RecordActor & { kind: 'person' }
type Row = Selectable<ModerationTables['barred']>

/** On which processes hear that somebody was barred, or may speak again. */
const moderationChannel = 'sending_moderation'
const listedMax = 500
const shownMs = 365 * dayMs

/**
 * Who may not speak to our own actors on the fediverse: for breaking a house rule, with a reason, for a time, and on record. They
 * are not heard and told nothing; what they said before stays theirs to take back.
 */
export class Moderation {
  readonly #needs: ModerationNeeds
  #endsMs: ReadonlyMap<string, number> = new Map()
  #stop: () => Promise<void> = () => Promise.resolve()

  constructor(needs: ModerationNeeds) {
    this.#needs = needs
  }

  /** Learns who is barred, and hears of changes made on other processes until stopped. */
  async start(): Promise<void> {
    const { store, log } = this.#needs
    const again = (): void =>
      void this.#read().catch((error: unknown) => {
        log('error', 'who is barred could not be read', { why: String(error) })
      })
    this.#stop = await store.listen(moderationChannel, again, again)
    await this.#read()
  }

  /** Hears nothing more. */
  async stop(): Promise<void> {
    await this.#stop()
  }

  /** Whether somebody may not speak to us just now; from memory. */
  isBarred(who: Somebody): boolean {
    const nowMs = this.#needs.clock.nowMs()
    return isBarredBy({ has: (party) => (this.#endsMs.get(party) ?? -Infinity) > nowMs }, who)
  }

  async #read(): Promise<void> {
    const rows = await this.#db
      .selectFrom('barred')
      .select(['party', 'ends_at'])
      .where('ended_at', 'is', null)
      .execute()
    this.#endsMs = new Map(rows.map(({ party, ends_at }) => [party, ends_at.getTime()]))
  }

  get #db(): Kysely<ModerationTables> {
    return this.#needs.store.db.withTables<ModerationTables>()
  }

  /** Everybody barred now, and those with whom it was over within a year, newest first. */
  async list(): Promise<Barred[]> {
    const nowMs = this.#needs.clock.nowMs()
    const rows = await this.#db
      .selectFrom('barred')
      .selectAll()
      .where('ends_at', '>', new Date(nowMs - shownMs))
      .orderBy('begun_at', 'desc')
      .orderBy('id')
      .limit(listedMax)
      .execute()
    return rows.map((row) => barredView(row, nowMs))
  }

  /** Bars somebody; `again` where they are barred already, `nobody` where the words name nobody. */
  async bar(
    tx: Kysely<unknown>,
    { party, rule, reason, days = moderationLimits.daysUsual }: BarForm,
    by: Person,
  ): Promise<Barred | 'again' | 'nobody'> {
    const { clock, newId, store } = this.#needs
    const read = readParty(party)
    if (read === undefined) return 'nobody'
    const nowMs = clock.nowMs()
    const row: Row = {
      ...{ id: newId(), party: partyText(read), rule, reason: storableText(reason) },
      ...{ begun_at: new Date(nowMs), begun_by_id: by.id, begun_by: by.name },
      ...{ ends_at: new Date(nowMs + days * dayMs), ended_at: null, ended_by: null, ended_reason: null },
    }
    const db = tx.withTables<ModerationTables>()
    await endOver(db, row.party, nowMs)
    const kept = await db
      .insertInto('barred')
      .values(row)
      .onConflict((conflict) => conflict.column('party').where('ended_at', 'is', null).doNothing())
      .executeTakeFirst()
    if (kept.numInsertedOrUpdatedRows === 0n) return 'again'
    await store.notify(moderationChannel, '', tx)
    await this.#takeVotesOut(tx, row)
    await keepRecord(tx, recordOf(row, by, 'barred'), nowMs)
    return barredView(row, nowMs)
  }

  /** What they voted on open polls of our actors is taken out by whoever works for these; without actors there are none. */
  async #takeVotesOut(tx: Kysely<unknown>, { id, party }: Row): Promise<void> {
    const { store, clock } = this.#needs
    const actor = await tx
      .withTables<FederationTables>()
      .selectFrom('federation_actors')
      .select('name')
      .limit(1)
      .executeTakeFirst()
    if (actor !== undefined) await enqueue(store, tx, [barDelivery({ id, party })], clock.nowMs())
  }

  /** Lets somebody speak again. False where they may already. */
  async lift(tx: Kysely<unknown>, o: { id: string; reason: string; by: Person }): Promise<boolean> {
    const nowMs = this.#needs.clock.nowMs()
    const ended = { ended_at: new Date(nowMs), ended_by: o.by.name, ended_reason: storableText(o.reason) }
    const row = await tx
      .withTables<ModerationTables>()
      .updateTable('barred')
      .set(ended)
      .where('id', '=', o.id)
      .where('ended_at', 'is', null)
      .where('ends_at', '>', new Date(nowMs))
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) return false
    await this.#needs.store.notify(moderationChannel, '', tx)
    await keepRecord(tx, recordOf(row, o.by, 'let-speak', ended.ended_reason), nowMs)
    return true
  }
}

/** Makes room for barring the same party anew when its time was over. */
async function endOver(db: Kysely<ModerationTables>, party: string, nowMs: number): Promise<void> {
  await db
    .updateTable('barred')
    .set((row) => ({ ended_at: row.ref('ends_at') }))
    .where('party', '=', party)
    .where('ended_at', 'is', null)
    .where('ends_at', '<=', new Date(nowMs))
    .execute()
}

function recordOf(row: Row, by: Person, does: 'barred' | 'let-speak', why = row.reason) {
  const { id, party, rule, ends_at } = row
  const until = does === 'barred' ? { until: ends_at.toISOString() } : {}
  return {
    kind: 'moderation',
    by,
    subject: `barred:${id}`,
    facts: { does, party, rule, reason: why, ...until },
  } as const
}

function barredView(row: Row, nowMs: number): Barred {
  const endedMs =
    row.ended_at?.getTime() ?? (row.ends_at.getTime() <= nowMs ? row.ends_at.getTime() : undefined)
  return {
    ...{
      id: row.id,
      party: row.party,
      isServer: !row.party.includes('@'),
      rule: row.rule,
      reason: row.reason,
    },
    ...{ begunAt: row.begun_at.toISOString(), begunBy: row.begun_by, endsAt: row.ends_at.toISOString() },
    ...(endedMs !== undefined && {
      ended: {
        at: new Date(endedMs).toISOString(),
        ...(row.ended_by !== null && { by: row.ended_by }),
        ...(row.ended_reason !== null && { reason: row.ended_reason }),
      },
    }),
  }
}

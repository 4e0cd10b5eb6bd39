import { sql } from 'kysely'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { ManyEnd, ManyMessage, ManyOutcome, ManySender } from '#networks/to-many.ts'
import { holdPauses } from '#sending/outbox.ts'
import { isPausedBy, openPauses } from '#sending/pauses.ts'
import type { SendingTables } from '#sending/tables.ts'
import type { ToManyGround } from '#sending/to-many/ground.ts'
import { manyOf } from '#sending/to-many/network.ts'
import { closedMs } from '#sending/to-many/rules.ts'
import { mailThatAsks } from '#sending/to-many/subscribe-words.ts'
import { dropAsk, forgetAsks } from '#sending/to-many/subscribing.ts'
import { topicNames } from '#sending/topics/store.ts'

const atOnceMax = 20
const triesMax = 12
const lookEveryMs = 5 * secondMs

type DueAsk = {
  id: string
  accounts: string[]
  language: 'en' | 'fr'
  sealed: Buffer
  asked_at: Date
  expires_at: Date
  tries: number
  topics: string[] | null
}

/**
 * Gives the mails that ask people back whether they want to be subscribed, and forgets what nobody said yes to. Says how many were
 * tried. A mail that may have gone is not given again: whoever got none asks once more.
 */
export async function askBack(ground: ToManyGround, signal: AbortSignal): Promise<number> {
  await forgetAsks(ground)
  const due = await takeDueAsks(ground)
  for (const ask of due) await askOne(ground, ask, signal)
  return due.length
}

/** Taken is as good as given: who dies afterwards asks nobody twice. Nothing is taken while a pause covers the account. */
function takeDueAsks({ store, clock }: ToManyGround): Promise<DueAsk[]> {
  return store.inTransaction(async (tx) => {
    await holdPauses(tx)
    const pauses = await openPauses(tx.withTables<SendingTables>())
    const { rows } = await sql<DueAsk>`
      select id, accounts, language, sealed, asked_at, expires_at, tries, topics from subscription_asks
      where next_at <= ${new Date(clock.nowMs())} and sealed is not null
      order by next_at limit ${atOnceMax} for update skip locked`.execute(tx)
    const isPaused = (account: string): boolean =>
      pauses.some((pause) => isPausedBy(pause, { lane: 'normal', account, title: '', texts: [] }))
    const held = rows.filter(({ accounts }) => accounts.some(isPaused)).map(({ id }) => id)
    const due = rows.filter(({ id }) => !held.includes(id))
    // Those that wait stand behind the others, so that they hold up nobody.
    const later = new Date(clock.nowMs() + minuteMs)
    await sql`update subscription_asks set next_at = ${later} where id = any(${held}::text[])`.execute(tx)
    await sql`update subscription_asks set next_at = null, tries = tries + 1
      where id = any(${due.map(({ id }) => id)}::text[])`.execute(tx)
    return due
  })
}

async function askOne(ground: ToManyGround, ask: DueAsk, signal: AbortSignal): Promise<void> {
  const many = await senderFor(ground, ask)
  if (many === undefined) return tryLater(ground, ask, undefined)
  const keys = await ground.keys()
  const { id, accounts, language, topics } = ask
  const address = keys.open(id, ask.sealed)
  const link = `${ground.publicUrl}/subscribe/confirm/${keys.confirmToken(id)}`
  const words = mailThatAsks(language, {
    names: await namesOf(ground, accounts),
    topics: await topicNames(ground.store.db, topics ?? [], language),
    link,
    untilMs: ask.expires_at.getTime(),
  })
  const message: ManyMessage = {
    ...{
      key: 'subscribe',
      atMs: ask.asked_at.getTime(),
      topic: 'subscribe',
      isUrgent: false,
      isRequest: true,
    },
    versions: [{ language, ...words }],
    validUntilMs: ask.expires_at.getTime(),
  }
  let outcome: ManyOutcome | undefined
  const recipient = { id, address, language, unsubscribeUrl: link }
  const end = await many.sendAll(message, [recipient], { clock: ground.clock, signal }, (one) => {
    outcome = one
    return Promise.resolve()
  })
  await after(ground, ask, { end, outcome })
}

async function senderFor(ground: ToManyGround, { accounts }: DueAsk): Promise<ManySender | undefined> {
  for (const account of accounts) {
    const line = await ground.lines.open(account)
    const many = line && manyOf(line.sender)
    if (many !== undefined) return many
  }
  return undefined
}

async function namesOf({ store }: ToManyGround, accounts: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from accounts where id = any(${accounts}::text[]) and closed_at is null order by created_at, id`.execute(
    store.db,
  )
  return rows.map(({ name }) => name)
}

async function after(
  ground: ToManyGround,
  ask: DueAsk,
  { end, outcome }: { end: ManyEnd; outcome: ManyOutcome | undefined },
): Promise<void> {
  if (outcome?.kind === 'wait') return tryLater(ground, ask, outcome.retryInMs)
  if (outcome === undefined) return tryLater(ground, ask, end.kind === 'stopped' ? end.retryInMs : undefined)
  if (outcome.kind === 'refused')
    // The address is not kept where nothing can reach it; that it was asked for counts for the limits until its time is over.
    await dropAsk(ground.store.db, ask.id)
}

/** What certainly did not go is tried again, with growing pauses, until its time is over. */
async function tryLater(ground: ToManyGround, ask: DueAsk, saidMs: number | undefined): Promise<void> {
  if (ask.tries + 1 >= triesMax) return
  const inMs = closedMs(ask.tries + 3, saidMs, ground.chance())
  const next = new Date(ground.clock.nowMs() + inMs)
  await ground.store.inTransaction((tx) =>
    sql`update subscription_asks set next_at = ${next}
      where id = ${ask.id} and sealed is not null and expires_at > ${next}`.execute(tx),
  )
}

/** Asks back until stopped. */
export function startAskingBack(ground: ToManyGround): { stop(): Promise<void> } {
  const ended = new AbortController()
  const { signal } = ended
  const loop = (async (): Promise<void> => {
    while (!signal.aborted) {
      const count = await askBack(ground, signal).catch((error: unknown) => {
        ground.log('error', 'people who want to subscribe could not be asked back', {
          detail: String(error).slice(0, 300),
        })
        return 0
      })
      if (count === 0) await ground.clock.sleep(lookEveryMs, signal)
    }
  })()
  return {
    async stop() {
      ended.abort()
      await loop
    },
  }
}

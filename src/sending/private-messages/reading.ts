import { sql } from 'kysely'
import { minuteMs } from '#kernel/time.ts'
import type { PrivateRead, PrivateUnread } from '#networks/private-messages.ts'
import { knownOf, noteGone } from '#sending/private-messages/gone.ts'
import { keepMessages } from '#sending/private-messages/keeping.ts'
import { privateDb, tellScreens, type PrivateNeeds } from '#sending/private-messages/needs.ts'
import { nextLookInMs, problemOf } from '#sending/private-messages/rules.ts'
import { keyOf } from '#sending/private-messages/sealing.ts'

/** Accounts read in one look, and how long nobody else reads them. */
const atOnceMax = 4
const leaseMs = 3 * minuteMs

type Due = { account: string; cursor: string | null; tries: number; changed_at: Date }

/** Reads every account that is due, each by itself. Returns how many there were. */
export async function readDueAccounts(needs: PrivateNeeds, signal: AbortSignal): Promise<number> {
  const due = await claimDue(needs)
  await Promise.all(due.map((one) => readOne(needs, one, signal)))
  return due.length
}

/** Takes what is due for this process: the next look is moved ahead, so that a process that vanishes loses nothing. */
async function claimDue({ store, clock }: PrivateNeeds): Promise<Due[]> {
  const nowMs = clock.nowMs()
  const { rows } = await sql<Due>`
    update private_reading set next_at = ${new Date(nowMs + leaseMs)} where account in (
      select account from private_reading where next_at <= ${new Date(nowMs)} and is_on
      order by next_at limit ${atOnceMax} for update skip locked)
    returning account, cursor, tries, changed_at`.execute(store.db)
  return rows
}

async function readOne(needs: PrivateNeeds, due: Due, signal: AbortSignal): Promise<void> {
  const asked = await ask(needs, due, signal)
  if (signal.aborted) return
  await noteRead(needs, due, asked)
}

type Asked = { everyMs: number; read: PrivateRead | 'not-connected' }

async function ask(needs: PrivateNeeds, due: Due, signal: AbortSignal): Promise<Asked> {
  const { lines, clock, log } = needs
  const { sender } = (await lines.open(due.account)) ?? {}
  const everyMs = sender?.capabilities.readsPrivate?.everyMs ?? minuteMs
  if (sender?.readPrivate === undefined) return { everyMs, read: 'not-connected' }
  try {
    const known = await knownOf(needs, due.account)
    const asked = { known, ...(due.cursor !== null && { cursor: due.cursor }) }
    return { everyMs, read: await sender.readPrivate(asked, { clock, signal }) }
  } catch (error) {
    // Only what kind of mistake it was: its message may hold what somebody wrote.
    log('error', 'a reader of private messages broke', {
      account: due.account,
      why: error instanceof Error ? error.name : 'unknown',
    })
    return { everyMs, read: { kind: 'unanswered', why: 'unreadable', detail: 'a reader broke' } }
  }
}

/** What a look brought is kept with how far it went. Whoever switched reading off meanwhile, or anew, gets nothing of it. */
async function noteRead(needs: PrivateNeeds, due: Due, { everyMs, read }: Asked): Promise<void> {
  const { store, vault, clock } = needs
  const { account } = due
  const key = await keyOf(vault, account)
  await store.inTransaction(async (tx) => {
    const db = privateDb(tx)
    const row = await db
      .selectFrom('private_reading')
      .selectAll()
      .where('account', '=', account)
      .where('is_on', '=', true)
      .where('changed_at', '=', due.changed_at)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined || key === undefined) return
    const nowMs = clock.nowMs()
    const news =
      read === 'not-connected' || read.kind === 'unanswered'
        ? 0
        : (await keepMessages(needs, tx, { account, key, messages: read.messages })) +
          (await noteGone(tx, { account, key, gone: read.gone, nowMs }))
    const columns = columnsOf(read, { tries: due.tries, everyMs, nowMs })
    await db.updateTable('private_reading').set(columns).where('account', '=', account).execute()
    if (news > 0 || columns.problem !== row.problem) await tellScreens(needs, tx)
  })
}

type Before = { tries: number; everyMs: number; nowMs: number }

function columnsOf(read: Asked['read'], { tries, everyMs, nowMs }: Before) {
  const bad = badIn(read)
  const isBad = bad !== undefined
  const retryInMs = isBad && bad !== 'not-connected' ? bad.retryInMs : undefined
  const nextMs = nowMs + nextLookInMs({ everyMs, tries: isBad ? tries + 1 : 0, retryInMs })
  return {
    problem: isBad && bad !== 'not-connected' ? problemOf(bad.why) : (bad ?? null),
    ...{ tries: isBad ? tries + 1 : 0, next_at: new Date(nextMs) },
    ...(read !== 'not-connected' && read.kind === 'read' && readColumns(read, nowMs)),
  }
}

/** Why a look did not bring all it could; undefined where it did. */
function badIn(read: Asked['read']): 'not-connected' | PrivateUnread | undefined {
  if (read === 'not-connected') return read
  return read.kind === 'unanswered' ? read : read.stopped
}

/** What is shown of refusals is the last look's: a network shows the same things again and again. */
function readColumns(read: Extract<PrivateRead, { kind: 'read' }>, nowMs: number) {
  return {
    ...(read.stopped === undefined && { read_at: new Date(nowMs) }),
    ...(read.cursor !== undefined && { cursor: read.cursor }),
    ...(read.missed === true && { missed_at: new Date(nowMs) }),
    refused: JSON.stringify(read.refused),
  }
}

import type { Kysely } from 'kysely'
import { openAccounts } from '#access/people/accounts.ts'
import { minuteMs } from '#kernel/time.ts'
import { readMailbox, type MailboxHeard } from '#networks/email/mailbox.ts'
import type { MailboxSettings } from '#networks/email/settings.ts'
import type { Credentials } from '#networks/sender.ts'
import type { ToManyGround } from '#sending/to-many/ground.ts'
import type { EndedWhy } from '#sending/to-many/rules.ts'
import { takeAnswer } from '#sending/to-many/answers.ts'
import { endSubscriptions } from '#sending/to-many/subscribers.ts'
import { dropAsk } from '#sending/to-many/subscribing.ts'
import type { ToManyDb, ToManyTables } from '#sending/to-many/tables.ts'

/** The mailbox that undelivered mail comes back to, and how an account signs in there. */
export type Mailbox = { settings: MailboxSettings; credentials(account: string): Credentials }

/** The same, looked into again and again. */
export type WatchedMailbox = Mailbox & { everyMs: number }

type Needs = Pick<ToManyGround, 'store' | 'clock' | 'log'>

const leaseMs = 5 * minuteMs

/**
 * Reads what came back for one account since the last time: what says that nobody is there ends a subscription, and so does a
 * complaint; answers of people go on record. Nothing in the mailbox is changed or marked, and nothing is answered: answers stay
 * there, unread, for whoever writes back.
 */
export async function readBounces(
  needs: Needs,
  mailbox: Mailbox,
  { account, signal }: { account: string; signal: AbortSignal },
): Promise<number> {
  const begun = await begin(needs, account)
  if (begun === undefined) return 0
  let ended = 0
  let problem: string | null = null
  const { clock } = needs
  const since = begun.cursor === null ? {} : { cursor: begun.cursor }
  for await (const heard of readMailbox(mailbox.settings, mailbox.credentials(account), {
    clock,
    signal,
    ...since,
  }))
    if (heard.kind === 'failed') problem = `${heard.why}: ${heard.detail}`
    else ended += await take(needs, account, heard)
  if (problem !== null) needs.log('warn', 'the mailbox could not be read', { account, problem })
  await db(needs.store.db)
    .updateTable('mailbox_readings')
    .set({ leased_until: null, problem, ...(problem === null ? { read_at: new Date(clock.nowMs()) } : {}) })
    .where('account', '=', account)
    .execute()
  return ended
}

/** Where to go on; undefined while another process reads. */
function begin({ store, clock }: Needs, account: string): Promise<{ cursor: string | null } | undefined> {
  return store.inTransaction(async (tx) => {
    const nowMs = clock.nowMs()
    await db(tx)
      .insertInto('mailbox_readings')
      .values({ account, cursor: null, leased_until: null, read_at: null, problem: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return db(tx)
      .updateTable('mailbox_readings')
      .set({ leased_until: new Date(nowMs + leaseMs) })
      .where('account', '=', account)
      .where((where) =>
        where.or([where('leased_until', 'is', null), where('leased_until', '<', new Date(nowMs))]),
      )
      .returning('cursor')
      .executeTakeFirst()
  })
}

type Heard = Exclude<MailboxHeard, { kind: 'failed' }>

/** Only what carries a name that we signed is about anybody: everybody can write a mail that looks like a bounce. */
function take({ store, clock }: Needs, account: string, heard: Heard): Promise<number> {
  return store.inTransaction(async (tx) => {
    const why = endedBy(heard)
    const { about, cursor } = heard
    const id = why === undefined ? undefined : about?.recipientId
    const ended =
      why === undefined || id === undefined ? 0 : await endSubscriptions(tx, [{ id, why }], clock.nowMs())
    if (why !== undefined && id !== undefined) await dropAsk(tx, id)
    if (why === 'bounced' && id !== undefined && about?.messageKey !== undefined)
      await noteBounce(tx, { id, messageKey: about.messageKey })
    await db(tx).updateTable('mailbox_readings').set({ cursor }).where('account', '=', account).execute()
    if (heard.kind === 'reply' || heard.kind === 'auto-reply')
      await takeAnswer({ store, clock }, tx, { account, heard })
    return ended
  })
}

function endedBy(heard: Heard): EndedWhy | undefined {
  if (heard.kind === 'complaint') return 'complained'
  return heard.kind === 'bounce' && heard.isPermanent ? 'bounced' : undefined
}

/** What the server took, and what came back all the same. */
async function noteBounce(
  tx: Kysely<unknown>,
  { id, messageKey }: { id: string; messageKey: string },
): Promise<void> {
  await db(tx)
    .updateTable('to_many_recipients')
    .set({ state: 'refused', why: 'bounced' })
    .where('subscriber_id', '=', id)
    .where('state', 'in', ['sent', 'unknown'])
    .where('delivery_id', 'in', (query) =>
      query.selectFrom('to_many').select('delivery_id').where('message_key', '=', messageKey),
    )
    .execute()
}

function db(any: Kysely<unknown>): ToManyDb {
  return any.withTables<ToManyTables>()
}

/** Reads the mailbox of every mail account, once in a while. */
export function watchBounces(needs: Needs, mailbox: WatchedMailbox): { stop(): Promise<void> } {
  const ended = new AbortController()
  const { signal } = ended
  const loop = (async (): Promise<void> => {
    while (!signal.aborted) {
      const accounts = await openAccounts(needs.store.db).catch(() => [])
      for (const { id: account } of accounts.filter(({ network }) => network === 'email'))
        await readBounces(needs, mailbox, { account, signal }).catch((error: unknown) =>
          needs.log('warn', 'the mailbox could not be read', {
            account,
            problem: String(error).slice(0, 300),
          }),
        )
      await needs.clock.sleep(mailbox.everyMs, signal)
    }
  })()
  return {
    async stop() {
      ended.abort()
      await loop
    },
  }
}

import { keepRecord } from '#records/records.ts'
import type { ToManyGround } from '#sending/to-many/ground.ts'
import type { SubscriberRow } from '#sending/to-many/import-rows.ts'
import { addSubscriber, type Added } from '#sending/to-many/subscribers.ts'
import { topicsNamed } from '#sending/topics/rules.ts'
import { readTopics } from '#sending/topics/store.ts'

/** What came of one row. Words never hold the address: a report is copied and sent on. */
export type RowOutcome = {
  row: number
  outcome:
    | Exclude<Added['kind'], 'refused'>
    | 'bad-address'
    | 'bad-language'
    | 'bad-consent'
    | 'no-source'
    | 'bad-topic'
}

type Needs = Pick<ToManyGround, 'store' | 'ways' | 'keys' | 'clock'>

const atOnce = 500

/**
 * Adds the subscribers of a file, 500 rows a transaction, each with the numbers on record. Rows that are wrong are told and hold
 * up no other; the same file twice adds nobody twice.
 */
export async function importSubscribers(
  needs: Needs,
  o: { account: string; network: string; rows: readonly SubscriberRow[]; onRow: (done: RowOutcome) => void },
): Promise<number> {
  let added = 0
  for (let at = 0; at < o.rows.length; at += atOnce) {
    const done = await importSome(needs, o, o.rows.slice(at, at + atOnce))
    for (const one of done) o.onRow(one)
    added += done.filter(isNew).length
  }
  return added
}

function isNew({ outcome }: RowOutcome): boolean {
  return outcome === 'added' || outcome === 'again'
}

function importSome(
  needs: Needs,
  { account, network }: { account: string; network: string },
  rows: readonly SubscriberRow[],
): Promise<RowOutcome[]> {
  return needs.store.inTransaction(async (tx) => {
    const nowMs = needs.clock.nowMs()
    const known = await readTopics(tx)
    const done: RowOutcome[] = []
    for (const { row, address, language, consent, source, topics: written } of rows) {
      const topics = topicsNamed(written, known)
      const consentAtMs = consentMs(consent, nowMs)
      if (consentAtMs === undefined) done.push({ row, outcome: 'bad-consent' })
      else if (source === '') done.push({ row, outcome: 'no-source' })
      else if (topics === undefined) done.push({ row, outcome: 'bad-topic' })
      else {
        const came = await addSubscriber(needs, tx, {
          account,
          network,
          address,
          language,
          consentAtMs,
          source,
          topics,
        })
        done.push({ row, outcome: outcomeOf(came) })
      }
    }
    const count = done.filter(isNew).length
    const about = { by: { kind: 'desk' }, subject: `account:${account}`, account } as const
    if (count > 0)
      await keepRecord(tx, { kind: 'account-changed', ...about, facts: { subscribersAdded: count } }, nowMs)
    return done
  })
}

function outcomeOf(came: Added): RowOutcome['outcome'] {
  if (came.kind !== 'refused') return came.kind
  return came.why === 'bad-language' ? 'bad-language' : 'bad-address'
}

/** When somebody agreed, as a date or a moment of ISO 8601; nobody agrees tomorrow. */
function consentMs(text: string, nowMs: number): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined
  const ms = Date.parse(text)
  return Number.isNaN(ms) || ms > nowMs ? undefined : ms
}

import type { Selectable } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import type { Pause } from '#sending/contract.ts'
import type { Delivery } from '#sending/outbox.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'

/** Whether a pause stops something. The emergency lane is exempt from every pause; nothing else is. */
export function isPausedBy(
  pause: Pick<Pause, 'scope' | 'value'>,
  what: { lane: Lane; account: string; title: string; texts: readonly string[] },
): boolean {
  if (what.lane === 'emergency') return false
  switch (pause.scope) {
    case 'all':
      return true
    case 'lane':
      return what.lane === pause.value
    case 'account':
      return what.account === pause.value
    case 'topic':
      return mentions([what.title, ...what.texts], pause.value ?? '')
  }
}

/** Whether any of these texts has the words, whatever their case and accents. */
function mentions(texts: readonly string[], words: string): boolean {
  const wanted = plain(words).trim()
  return wanted !== '' && texts.some((text) => plain(text).includes(wanted))
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ')
}

/** The pause that stops a delivery; undefined when none does. */
export function pauseOf(
  pauses: readonly Pause[],
  { lane, account, title, content }: Delivery,
): Pause | undefined {
  return pauses.find((pause) => isPausedBy(pause, { lane, account, title, texts: content.parts }))
}

/** One pause that holds; undefined when it is over or never was. */
export async function readPause(db: SendingDb, id: string): Promise<Pause | undefined> {
  return (await openPauses(db)).find((one) => one.id === id)
}

/** Pauses that hold now, oldest first. */
export async function openPauses(db: SendingDb): Promise<Pause[]> {
  const rows = await db
    .selectFrom('pauses')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('begun_at')
    .execute()
  return rows.map(pauseView)
}

/** A pause as people see it. */
export function pauseView(row: Selectable<SendingTables['pauses']>): Pause {
  const { id, scope, value, reason } = row
  return {
    ...{ id, scope, reason, begunAt: row.begun_at.toISOString(), begunBy: row.begun_by },
    ...(value === null ? {} : { value }),
  }
}

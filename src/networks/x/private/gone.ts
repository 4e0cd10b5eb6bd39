import type { KnownMessage } from '#networks/private-messages.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { fieldsOf } from '#networks/unknown-fields.ts'
import { saysGone } from '#networks/x/wire/gone.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'
import type { Decoded } from '#networks/x/private/decode.ts'
import type { PrivateReading } from '#networks/x/private/page.ts'

/** Messages asked about at one look: each costs as much as a message. */
const askedMax = 3

/**
 * Which known messages X does not show any more although it shows older ones and newer ones, and says of each that it is not there.
 * Only then it was taken back: a list alone may leave something out.
 */
export async function goneOf(
  reading: PrivateReading,
  { known, events }: { known: readonly KnownMessage[]; events: readonly Decoded[] },
  needs: SendingNeeds,
): Promise<string[]> {
  const shown = events.flatMap(({ id }) => (id === undefined ? [] : [BigInt(id)]))
  const [newest, oldest] = shown.reduce<[bigint, bigint]>(
    ([high, low], id) => [id > high ? id : high, id < low ? id : low],
    [shown[0] ?? 0n, shown[0] ?? 0n],
  )
  const all = new Set(shown)
  const missing = known
    .map(({ nativeId }) => nativeId)
    .filter(isXId)
    .filter((id) => BigInt(id) > oldest && BigInt(id) <= newest && !all.has(BigInt(id)))
  const gone: string[] = []
  for (const id of missing.slice(0, askedMax)) if (await isGone(reading, id, needs)) gone.push(id)
  return gone
}

async function isGone({ ask, meter }: PrivateReading, id: string, needs: SendingNeeds): Promise<boolean> {
  if ((await meter?.spend('message-read', 1)) === 'over-budget') return false
  const said = await ask({ path: `/2/dm_events/${id}` }, needs)
  const isThere = said.kind === 'said' && fieldsOf(said.body['data']) !== undefined
  if (!isThere) await meter?.giveBack?.('message-read', 1)
  if (said.kind === 'unread') return said.why === 'not-found'
  return !isThere && saysGone(said.body)
}

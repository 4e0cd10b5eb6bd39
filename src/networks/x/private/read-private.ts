import {
  sortedOut,
  type PrivateAsked,
  type PrivateRead,
  type PrivateUnread,
} from '#networks/private-messages.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'
import type { Decoded } from '#networks/x/private/decode.ts'
import { goneOf } from '#networks/x/private/gone.ts'
import { readPage, type PrivateReading } from '#networks/x/private/page.ts'

/**
 * Most looks bring nothing new, and X charges for every event it shows, each day anew: so a look begins small, and is as large as X
 * allows only when all of the small one was new. X takes 15 questions in 15 minutes.
 */
const smallPage = 5
const largePage = 100
const pagesMax = 8

/**
 * Reads what was written to the account, newest first, back to what is known already. The first time the newest page is enough.
 * Everything on the pages is told, also what is known: whoever keeps it keeps it once.
 */
export async function readPrivateOnX(
  reading: PrivateReading,
  { cursor, known }: PrivateAsked,
  needs: SendingNeeds,
): Promise<PrivateRead> {
  const sinceId = /^v1:(\d+)$/.exec(cursor ?? '')?.[1]
  const since = isXId(sinceId) ? BigInt(sinceId) : undefined
  const { events, isCut, stopped } = await walk(reading, since, needs)
  if (events.length === 0 && stopped !== undefined) return { kind: 'unanswered', ...stopped }
  const goesOn = stopped === undefined ? laterOf(events, since) : since
  return {
    ...{ kind: 'read', ...sortedOut(events.map(({ is }) => is)) },
    gone: stopped === undefined ? await goneOf(reading, { known, events }, needs) : [],
    ...(goesOn !== undefined && { cursor: `v1:${goesOn}` }),
    ...(isCut && { missed: true }),
    ...(stopped !== undefined && { stopped }),
  }
}

/** What was walked through. `isCut`: more came since the last look than may be read at once. */
type Walked = { events: Decoded[]; isCut: boolean; stopped?: PrivateUnread }

async function walk(
  reading: PrivateReading,
  since: bigint | undefined,
  needs: SendingNeeds,
): Promise<Walked> {
  const events: Decoded[] = []
  let token: string | undefined
  let size = since === undefined ? largePage : smallPage
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await readPage(reading, { size, token }, needs)
    if (page.kind === 'unread') {
      const { kind: _, ...stopped } = page
      return { events, isCut: false, stopped }
    }
    const isEnough =
      since === undefined || page.events.some(({ id }) => id !== undefined && BigInt(id) <= since)
    const isTooSmall = size === smallPage && !isEnough && page.next !== undefined
    size = largePage
    // Asked for anew from the top: what was just shown costs nothing more today.
    if (isTooSmall) continue
    events.push(...page.events)
    token = page.next
    if (isEnough || token === undefined) return { events, isCut: false }
  }
  return { events, isCut: true }
}

/** Ids grow with time; the newest is where to go on, whatever order they came in. */
function laterOf(events: readonly Decoded[], since: bigint | undefined): bigint | undefined {
  let newest = since
  for (const { id } of events)
    if (id !== undefined && (newest === undefined || BigInt(id) > newest)) newest = BigInt(id)
  return newest
}

import type { Sender } from '#networks/sender.ts'
import { privateAsker } from '#networks/x/private/ask.ts'
import { nothingPaid } from '#networks/x/private/paid-today.ts'
import { readPrivateOnX } from '#networks/x/private/read-private.ts'
import { meOf, type Speaking } from '#networks/x/speak/speaking.ts'

/**
 * Reads what people write to an account of ours on X, by the sign-in it speaks with: tokens have one renewer, and that is the sender
 * this belongs to. It needs leave of its own (`dm.read`); without it X answers 403.
 */
export function privateReaderOn(speaking: Speaking): NonNullable<Sender['readPrivate']> {
  const ask = privateAsker(speaking.read)
  const paid = nothingPaid()
  return async (asked, needs) => {
    const known = await meOf(speaking, needs)
    if (known.kind !== 'me') {
      const { why, detail } = known
      const retryInMs = known.kind === 'wait' ? known.retryInMs : undefined
      return { kind: 'unanswered', why, detail, ...(retryInMs !== undefined && { retryInMs }) }
    }
    const reading = { ask, meter: speaking.meter, meId: known.me.id, paid }
    return readPrivateOnX(reading, asked, needs)
  }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needs, senderOf } from '#networks/mastodon/test-account.ts'
import { openTestServer } from '#networks/mastodon/test-server.ts'
import type { Sender } from '#networks/sender.ts'
import { dot, textPart, type Fault } from '#networks/test-sender-contract.ts'

const faults = fc.constantFrom<Fault>('error-before', 'error-after', 'cut-after', 'not-json', 'busy')

/** Sends as the outbox does: what is unknown is read back before it is tried again. */
async function deliver(
  sender: Sender,
  part: ReturnType<typeof textPart>,
  forget: () => void,
): Promise<string> {
  for (let attempts = 0; attempts < 20; attempts++) {
    const outcome = await sender.send(part, needs)
    if (outcome.kind === 'sent' || outcome.kind === 'refused') return outcome.kind
    // The hour of the key is over before anybody asks.
    forget()
    const back = outcome.kind === 'unknown' ? await sender.readBack(part, needs) : undefined
    if (back?.kind === 'there' || back?.kind === 'cannot-know') return back.kind
  }
  return 'never'
}

test.each(['mastodon', 'gotosocial', 'pleroma'] as const)(
  '%s: whatever goes wrong on the way, and however late, a part is there exactly once',
  async (make) => {
    await fc.assert(
      fc.asyncProperty(fc.array(faults, { maxLength: 5 }), fc.boolean(), async (bad, withFile) => {
        const server = await openTestServer({ make })
        const sender = senderOf(server)
        for (const fault of bad) await server.misbehave(fault)
        const media = withFile ? [dot] : []
        const part = textPart('Said once, https://town.example/a.', { atMs: Date.now(), media })
        const ended = await deliver(sender, part, () => server.world.keys.clear())
        await server.close()
        expect(['sent', 'there']).toContain(ended)
        expect(server.world.statuses).toHaveLength(1)
      }),
      { numRuns: 25 },
    )
  },
)

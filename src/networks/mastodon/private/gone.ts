import { z } from 'zod'
import { localIdOf } from '#networks/mastodon/decode.ts'
import { ask, type AskNeeds, type Server } from '#networks/mastodon/server.ts'
import type { KnownMessage } from '#networks/private-messages.ts'
import { fieldsOf } from '#networks/unknown-fields.ts'

/** Messages looked up with one question, and those whose absence is asked about one by one. */
const lookedUpMax = 20
const confirmedMax = 5
const aloneMax = 3

/**
 * Which of the newest known messages were taken back: those a look-up leaves out and for which the server then says "not found".
 * Servers before Mastodon 4.3 look up one at a time, so there only the newest few are asked about.
 *
 * Source: https://docs.joinmastodon.org/methods/statuses/#index (4.3)
 */
export async function goneThere(
  server: Server,
  known: readonly KnownMessage[],
  needs: AskNeeds,
): Promise<string[]> {
  const ids = known.flatMap(({ nativeId }) => localIdOf(nativeId) ?? []).slice(0, lookedUpMax)
  if (ids.length === 0) return []
  const query = ids.map((id) => `id[]=${encodeURIComponent(id)}`).join('&')
  const asked = await ask(server, `/api/v1/statuses?${query}`, z.array(z.unknown()).max(200), needs)
  // A server that cannot be asked now says nothing about its messages.
  if (asked.kind === 'wait') return []
  const there = new Set(
    asked.kind === 'answer' ? asked.value.flatMap((one) => localIdOf(fieldsOf(one)?.['id']) ?? []) : [],
  )
  const doubted =
    asked.kind === 'answer'
      ? ids.filter((id) => !there.has(id)).slice(0, confirmedMax)
      : ids.slice(0, aloneMax)
  const gone: string[] = []
  for (const id of doubted) {
    const one = await ask(server, `/api/v1/statuses/${id}`, z.unknown(), needs)
    if (one.kind === 'refused' && one.why === 'not-found') gone.push(id)
  }
  return gone
}

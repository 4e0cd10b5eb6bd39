import { z } from 'zod'
import type { Credentials } from '#networks/sender.ts'
import { readSecrets } from '#networks/webhook/signing.ts'

const Kept = z.object({ url: z.string().min(1).max(4000), secret: z.string().max(1000) })

/** The secrets of an account, ready to be used. */
export type WebhookSecrets = z.infer<typeof Kept> & { keys: readonly Buffer[] }

/** The secrets as connecting left them; undefined when one is missing, or is none. */
export async function readKept(credentials: Credentials): Promise<WebhookSecrets | undefined> {
  const kept = Kept.safeParse(await credentials.read())
  const keys = kept.success ? readSecrets(kept.data.secret) : []
  return kept.success && keys.length > 0 ? { ...kept.data, keys } : undefined
}

// Shorter pieces of an address hide nothing, and are words of any sentence.
const pieceLengthMin = 6

/** A failure without the address, which can hold a password, and the secrets: a server may answer with what it was called by. */
export function withoutSecrets<T extends { detail: string }>(failure: T, { url, secret }: WebhookSecrets): T {
  const { pathname = '', search = '', username = '', password = '' } = URL.parse(url) ?? {}
  const values = [...(URL.parse(url)?.searchParams.values() ?? [])]
  const bare = secret.split(/\s+/).flatMap((one) => [one, one.replace(/^whsec_/, '')])
  const pieces = [url, ...bare, pathname, search, ...values, username, password, ...pathname.split('/')]
  let { detail } = failure
  for (const piece of pieces.toSorted((a, b) => b.length - a.length))
    if (piece.length >= pieceLengthMin) detail = detail.replaceAll(piece, '…')
  return { ...failure, detail }
}

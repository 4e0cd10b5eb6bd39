import type { SignedIn } from '#access/access.ts'
import { partyAt, type PartyHere } from '#access/sign-in/relying-party.ts'
import type { Api, ApiContext } from '#api/api.ts'

/** What passkeys are bound to for this request. */
export function partyOf(api: Api<SignedIn>, c: ApiContext): PartyHere {
  return partyAt(c.req.header('host') ?? new URL(c.req.url).host, api.needs.publicUrl)
}

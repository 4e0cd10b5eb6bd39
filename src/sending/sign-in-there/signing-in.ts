import { liveGrants } from '#access/people/live-grants.ts'
import type { Chance } from '#api/chance.ts'
import { mayDo } from '#kernel/permission.ts'
import type { SendingNetwork, SignInThere } from '#networks/sender.ts'
import type { ActingPerson } from '#sending/acts.ts'
import { connectWith, type Connected } from '#sending/connecting.ts'
import { accountOf, type LineNeeds } from '#sending/lines.ts'
import { isReadPrivately } from '#sending/private-messages/needs.ts'
import { beginSignIn, takeCameBack } from '#sending/sign-in-there/flows.ts'

/** Where the browser goes, or that this account cannot be signed in to by going there. */
export type Going = { kind: 'go'; url: string } | { kind: 'gone' | 'no-right' }

/** What came of coming back. `over`: nothing came back for this session, it was used, or it took too long. */
export type SignedIn =
  | Exclude<Connected, { kind: 'missing' }>
  | { kind: 'over' | 'said-no' | 'trouble' | 'not-taken' }

/** Begins to sign in to an account at its network. */
export async function goThere(
  needs: LineNeeds,
  who: ActingPerson,
  o: { account: string; sessionId: string; redirectUri: string; chance: Chance },
): Promise<Going> {
  const at = await placeOf(needs, o.account)
  if (at === undefined) return { kind: 'gone' }
  if (!mayDo(await liveGrants(needs.store.db, who.id), 'accounts')) return { kind: 'no-right' }
  const begun = await beginSignIn(needs, o)
  // Leave for it is asked only where somebody switched it on.
  const readsPrivate = await isReadPrivately(needs.store.db, o.account)
  return { kind: 'go', url: at.there.address({ redirectUri: o.redirectUri, ...begun, readsPrivate }).href }
}

/** Takes what came back, for the session that began it: trades it for a sign-in, tries that with the harmless call, and keeps it. */
export async function signInThere(
  needs: LineNeeds,
  who: ActingPerson,
  o: { account: string; sessionId: string; signal: AbortSignal },
): Promise<SignedIn> {
  const at = await placeOf(needs, o.account)
  if (at === undefined) return { kind: 'gone' }
  if (!mayDo(await liveGrants(needs.store.db, who.id), 'accounts')) return { kind: 'no-right' }
  const came = await takeCameBack(needs, o)
  if (came === undefined) return { kind: 'over' }
  if (came.kind !== 'yes') return { kind: came.kind === 'no' ? 'said-no' : 'trouble' }
  const { account, network, there } = at
  const { clock } = needs
  // The code is good once: a caller who gives up would lose the sign-in that it was already traded for.
  const taken = await there.take(came, { clock, signal: new AbortController().signal })
  if (taken.kind !== 'signed-in') {
    if (taken.why === 'revoked') return { kind: 'not-taken' }
    const { why, detail } = taken
    const health = { ok: false, why, detail, isTransient: taken.kind === 'wait' } as const
    return { kind: 'refused', health, fields: network.connectFields }
  }
  const { secrets } = taken
  const { server } = there
  // One that is not kept is not ended there either: it may be of another account of ours, which would be cut off.
  return connectWith(needs, who, { account, network, server, secrets, signal: o.signal })
}

type Place = {
  account: NonNullable<Awaited<ReturnType<typeof accountOf>>>
  network: SendingNetwork
  there: SignInThere
}

async function placeOf({ store, networks }: LineNeeds, id: string): Promise<Place | undefined> {
  const account = await accountOf(store.db, id)
  const network = networks.find(({ capabilities }) => capabilities.network === account?.network)
  const there = network?.signInThere
  return account === undefined || network === undefined || there === undefined
    ? undefined
    : { account, network, there }
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Vault } from '#access/vault/vault.ts'
import { randomText, type Chance } from '#api/chance.ts'
import { jsonOf } from '#kernel/json.ts'
import { minuteMs, type Clock } from '#kernel/time.ts'
import type { SendingTables } from '#sending/tables.ts'
import type { Store } from '#store/store.ts'

/** Limits of a sign-in at a network. */
export const signInThereLimits = { lastsMs: 10 * minuteMs, codeLengthMax: 2000 } as const

type Needs = { store: Store; vault: Vault; clock: Clock }

/** What a person at a network brought back. `trouble`: neither yes nor no. */
export type Said = { kind: 'yes'; code: string } | { kind: 'no' | 'trouble' }

/** A sign-in that came back, for the session that began it. */
export type CameBack =
  | { kind: 'yes'; code: string; verifier: string; redirectUri: string }
  | { kind: 'no' | 'trouble' }

const Sealed = z.object({ verifier: z.string(), code: z.string().optional() })

/** Begins a sign-in for an account; one that was under way for it is over. */
export async function beginSignIn(
  { store, vault, clock }: Needs,
  o: { account: string; sessionId: string; redirectUri: string; chance: Chance },
): Promise<{ state: string; challenge: string }> {
  const state = randomText(o.chance, 32)
  const verifier = randomText(o.chance, 32)
  const row = {
    ...{ state_hash: hashOf(state), session_id: o.sessionId, redirect_uri: o.redirectUri, said: null },
    ends_at: new Date(clock.nowMs() + signInThereLimits.lastsMs),
  }
  await store.inTransaction(async (tx) => {
    await tx
      .withTables<SendingTables>()
      .insertInto('sign_ins_there')
      .values({ account: o.account, ...row })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
      .execute()
    await vault.put(tx, proofOf(o.account), JSON.stringify({ verifier }))
  })
  // RFC 7636, S256.
  return { state, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** Notes what a browser brought back, once; nothing is done with it before the session that began it asks. Undefined: nobody waits. */
export async function noteCameBack(
  { store, vault, clock }: Needs,
  state: string,
  said: Said,
): Promise<{ account: string } | undefined> {
  return store.inTransaction(async (tx) => {
    const noted = await tx
      .withTables<SendingTables>()
      .updateTable('sign_ins_there')
      .set({ said: said.kind })
      .where('state_hash', '=', hashOf(state))
      .where('said', 'is', null)
      .where('ends_at', '>', new Date(clock.nowMs()))
      .returning('account')
      .executeTakeFirst()
    if (noted === undefined || said.kind !== 'yes') return noted
    const proof = Sealed.safeParse(jsonOf((await vault.get(proofOf(noted.account))) ?? ''))
    if (!proof.success) return undefined
    const { verifier } = proof.data
    await vault.put(tx, proofOf(noted.account), JSON.stringify({ verifier, code: said.code }))
    return noted
  })
}

/** Takes a sign-in that came back, once, for the very session that began it; undefined: there is none, or it is over. */
export async function takeCameBack(
  { store, vault, clock }: Needs,
  o: { account: string; sessionId: string },
): Promise<CameBack | undefined> {
  return store.inTransaction(async (tx) => {
    const row = await tx
      .withTables<SendingTables>()
      .deleteFrom('sign_ins_there')
      .where('account', '=', o.account)
      .where('session_id', '=', o.sessionId)
      .where('said', 'is not', null)
      .returning(['redirect_uri', 'said', 'ends_at'])
      .executeTakeFirst()
    if (row === undefined || row.said === null) return undefined
    const proof = Sealed.safeParse(jsonOf((await vault.get(proofOf(o.account))) ?? ''))
    await vault.forget(tx, proofOf(o.account))
    if (row.ends_at.getTime() <= clock.nowMs()) return undefined
    if (row.said !== 'yes') return { kind: row.said }
    if (!proof.success || proof.data.code === undefined) return undefined
    const { verifier, code } = proof.data
    return { kind: 'yes', code, verifier, redirectUri: row.redirect_uri }
  })
}

/** The name under which what proves a sign-in under way is sealed. */
function proofOf(account: string): string {
  return `sign-in-there:${account}`
}

function hashOf(state: string): Buffer {
  return createHash('sha256').update(state).digest()
}

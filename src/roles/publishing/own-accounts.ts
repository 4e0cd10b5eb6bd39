import { actorOf } from '#access/people/actor.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import type { Account } from '#access/people/contract.ts'
import { act, type Doer, type Room } from '#roles/publishing/act.ts'
import type { AccountForm } from '#roles/publishing/contract.ts'
import type { Ruled } from '#roles/publishing/problems.ts'

/** Notes an account we own, by hand: what is written for it can be approved; nothing is connected by it. */
export function addAccount(room: Room, who: Doer, form: AccountForm): Promise<Ruled<Account>> {
  return act(room, who, async (now) => {
    const account = { id: accountId(form), ...form }
    const isNew = await ensureAccount(now.tx, account, now.nowMs, actorOf(who))
    return isNew ? { ok: true, value: account } : { ok: false, why: 'account-known' }
  })
}

/** A name that can be read in permissions and records: `bluesky.havre-clair.example`. */
export function accountId({ network, handle }: Pick<AccountForm, 'network' | 'handle'>): string {
  const plain = handle.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const word = plain.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '')
  return `${network}.${word === '' ? Buffer.from(handle).toString('base64url') : word}`.slice(0, 100)
}

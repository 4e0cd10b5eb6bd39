import { storableText } from '#store/storable.ts'
import { act, keepAccount, type Doer, type Moment } from '#roles/faces/register/act.ts'
import type { CheckKind, EntryForm } from '#roles/faces/register/contract.ts'
import type { OfficialNeeds, Ruled } from '#roles/faces/register/ground.ts'
import type { Refusal } from '#roles/faces/register/problems.ts'
import { accountRows, writeStanding } from '#roles/faces/register/store.ts'
import { storableJson } from '#store/storable.ts'

/** Says what the public is told of an account. */
export function writeEntry(
  needs: OfficialNeeds,
  who: Doer,
  { account, form }: { account: string; form: EntryForm },
): Promise<Ruled<undefined, Refusal>> {
  return act(needs, who, async (now) => {
    if (!now.mayManage) return { ok: false, why: 'not-allowed' }
    const [before] = await accountRows(now.tx, account)
    if (before === undefined) return { ok: false, why: 'no-such-account' }
    const row = {
      ...{ kind: form.kind, is_listed: form.isListed, since: form.since ?? null },
      ...{ purpose_en: storableText(form.purpose.en), purpose_fr: storableText(form.purpose.fr) },
      profile_url: form.profileUrl ?? null,
      ...{ changed_at: new Date(now.nowMs), changed_by: storableText(who.session.person.name) },
    }
    await now.db
      .insertInto('official_accounts')
      .values({ account, ...row })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
      .execute()
    const facts = { does: 'register-entry', from: plain(before.entry), to: plain(form) }
    await keepAccount(now, who, { account, facts })
    return { ok: true, value: undefined }
  })
}

/** Only what is there: a record holds no undefined. */
function plain({ kind, purpose, profileUrl, isListed, since }: EntryForm) {
  return { kind, purpose, isListed, profileUrl: profileUrl ?? null, since: since ?? null }
}

/**
 * Somebody found right what the desk warned of: a profile's new words, a new name or account behind the handle, a link that is not
 * there any more. What was found wrong is forgotten, and the next look begins from here.
 */
export function acceptCheck(
  needs: OfficialNeeds,
  who: Doer,
  { account, kind }: { account: string; kind: CheckKind },
): Promise<Ruled<undefined, Refusal>> {
  return act(needs, who, async (now) => {
    if (!now.mayManage) return { ok: false, why: 'not-allowed' }
    const [row] = await accountRows(now.tx, account)
    if (row === undefined) return { ok: false, why: 'no-such-account' }
    if (row.closedMs !== undefined) return { ok: false, why: 'closed-already' }
    if (kind === 'by-hand') return lookedByHand(now, who, account)
    const done = kind === 'text' ? await takeProfile(now, who, account) : await takeCheck(now, row, kind)
    if (done === undefined) return { ok: false, why: 'nothing-to-accept' }
    await now.db
      .deleteFrom('account_checks')
      .where('account', '=', account)
      .where('kind', '=', kind)
      .execute()
    await keepAccount(now, who, { account, facts: { does: 'found-right', what: kind, ...done } })
    return { ok: true, value: undefined }
  })
}

async function lookedByHand(now: Moment, who: Doer, account: string): Promise<Ruled<undefined, Refusal>> {
  const by = storableText(who.session.person.name)
  const standing = {
    ...({ state: 'ok', code: 'looked-by-hand', facts: { by } } as const),
    ...{ checkedMs: now.nowMs, sinceMs: now.nowMs, toldMs: undefined },
  }
  await writeStanding(now.db, { account, kind: 'by-hand', now: standing })
  await keepAccount(now, who, { account, facts: { does: 'looked-by-hand' } })
  return { ok: true, value: undefined }
}

/** The profile as it was last seen becomes the one that others are compared with. */
async function takeProfile(now: Moment, who: Doer, account: string) {
  const row = await now.db
    .selectFrom('account_profiles')
    .selectAll()
    .where('account', '=', account)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.seen === null) return undefined
  const [from, to] = [row.noted, row.seen]
  await now.db
    .updateTable('account_profiles')
    .set({
      noted: storableJson(to),
      noted_at: new Date(now.nowMs),
      noted_by: storableText(who.session.person.name),
    })
    .set({ seen: null, seen_at: null })
    .where('account', '=', account)
    .execute()
  return {
    from: { name: from.name, bio: from.bio, fields: from.fields },
    to: { name: to.name, bio: to.bio, fields: to.fields },
  }
}

async function takeCheck(now: Moment, account: { id: string; handle: string }, kind: CheckKind) {
  const check = await now.db
    .selectFrom('account_checks')
    .selectAll()
    .where('account', '=', account.id)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst()
  if (check === undefined || check.state !== 'bad') return undefined
  if (kind === 'profile' && check.code === 'another-account')
    await now.db.deleteFrom('account_profiles').where('account', '=', account.id).execute()
  if (kind === 'profile' && check.code === 'renamed') return rename(now, account, check.facts['is'] ?? '')
  return { code: check.code }
}

/** The handle an account has there now; undefined where another account of ours has it already. */
async function rename(now: Moment, { id, handle }: { id: string; handle: string }, to: string) {
  if (to === '') return undefined
  const taken = await now.db
    .selectFrom('accounts as a')
    .innerJoin('accounts as b', 'b.network', 'a.network')
    .select('b.id')
    .where('a.id', '=', id)
    .where('b.handle', '=', to)
    .executeTakeFirst()
  if (taken !== undefined) return undefined
  await now.db.updateTable('accounts').set({ handle: to }).where('id', '=', id).execute()
  return { code: 'renamed', from: handle, to }
}

import { sql } from 'kysely'
import { ensureAccount } from '#access/people/accounts.ts'
import { actorOf } from '#access/people/actor.ts'
import { storableText } from '#store/storable.ts'
import type { CloseForm, DecideForm, RequestForm } from '#roles/faces/life-cycle/contract.ts'
import { mayClose, mayDecide, ownersHere } from '#roles/faces/life-cycle/rules.ts'
import { everybodyHere, requestRows, writeOwners, type RequestRow } from '#roles/faces/life-cycle/store.ts'
import { act, keepAccount, type Doer, type Moment } from '#roles/faces/register/act.ts'
import { registerLimits } from '#roles/faces/register/contract.ts'
import type { OfficialNeeds, Ruled } from '#roles/faces/register/ground.ts'
import type { Refusal } from '#roles/faces/register/problems.ts'
import { bareHandle } from '#roles/faces/register/rules.ts'
import { accountRows } from '#roles/faces/register/store.ts'
import { ring } from '#roles/faces/ring.ts'
import { keepersOf } from '#sending/keepers.ts'

const openRequestsMax = 50

/** Asks for an account. Everybody who may look after accounts hears of it. */
export function askForAccount(
  needs: OfficialNeeds,
  who: Doer,
  form: RequestForm,
): Promise<Ruled<string, Refusal>> {
  return act(needs, who, async (now) => {
    const here = new Set((await everybodyHere(now.tx)).map(({ id }) => id))
    if (ownersHere(form.owners, here) !== new Set(form.owners).size)
      return { ok: false, why: 'no-such-person' }
    const why = await whyNotAsked(now, form)
    if (why !== undefined) return { ok: false, why }
    const id = needs.newId()
    const name = storableText(who.session.person.name)
    const made = await now.db
      .insertInto('account_requests')
      .values({
        ...{ id, network: form.network, handle: storableText(form.handle), name: storableText(form.name) },
        ...{ languages: form.languages, kind: form.kind, why: storableText(form.why) },
        ...{ purpose_en: storableText(form.purpose.en), purpose_fr: storableText(form.purpose.fr) },
        ...{ owners: [...new Set(form.owners)], asked_by_id: who.personId, asked_by: name },
        ...{ asked_at: new Date(now.nowMs), state: 'asked', decided_by_id: null, decided_by: null },
        ...{ decided_at: null, decision: null, account: null },
      })
      // Two who ask for the same at the same moment are one request.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 0n) return { ok: false, why: 'asked-already' }
    await ring(needs, now.tx, {
      to: (await keepersOf(now.tx, '')).filter((one) => one !== who.personId),
      by: name,
      title: { en: `A new account is asked for: ${form.name}`, fr: `Nouveau compte demandé : ${form.name}` },
      ...{ path: '/directory/accounts', nowMs: now.nowMs },
    })
    await keepAccount(now, who, { request: id, facts: { does: 'asked', ...requestFacts(form) } })
    return { ok: true, value: id }
  })
}

async function whyNotAsked(now: Moment, form: RequestForm): Promise<Refusal | undefined> {
  const open = (await requestRows(now.db)).filter(({ state }) => state === 'asked')
  if (open.length >= openRequestsMax) return 'too-many-requests'
  const isSame = (one: { network: string; handle: string }): boolean =>
    one.network === form.network && bareHandle(one.handle) === bareHandle(form.handle)
  if (open.some(isSame)) return 'asked-already'
  return (await accountRows(now.tx)).some(isSame) ? 'account-known' : undefined
}

function requestFacts(
  form: Pick<RequestForm, 'network' | 'handle' | 'name' | 'languages' | 'kind' | 'purpose' | 'why'>,
) {
  const { network, handle, name, languages, kind, purpose, why } = form
  return { network, handle, name, languages, kind, purpose, why }
}

/** Decides about a request, or takes it back. With a yes the account is in the list, with its owners; nothing is connected by it. */
export function decideRequest(
  needs: OfficialNeeds,
  who: Doer,
  {
    id,
    form,
    accountId,
  }: { id: string; form: DecideForm; accountId: (of: { network: string; handle: string }) => string },
): Promise<Ruled<undefined, Refusal>> {
  return act(needs, who, async (now) => {
    await now.db.selectFrom('account_requests').select('id').where('id', '=', id).forUpdate().execute()
    const [row] = await requestRows(now.db, id)
    if (row === undefined) return { ok: false, why: 'no-such-request' }
    const here = new Set((await everybodyHere(now.tx)).map((one) => one.id))
    const facts = { state: row.state, askedById: row.asked_by_id, owners: row.owners }
    const why = mayDecide(facts, form.does, { personId: who.personId, mayManage: now.mayManage }, here)
    if (why !== undefined) return { ok: false, why }
    const account = form.does === 'approve' ? accountId(row) : null
    if (account !== null && !(await beginAccount(now, who, { row, account, here })))
      return { ok: false, why: 'account-known' }
    const state = ({ approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const)[form.does]
    const words = form.does === 'withdraw' ? undefined : form.words
    await now.db
      .updateTable('account_requests')
      .set({
        state,
        account,
        decided_at: new Date(now.nowMs),
        decision: words === undefined ? null : storableText(words),
      })
      .set({ decided_by_id: who.personId, decided_by: storableText(who.session.person.name) })
      .where('id', '=', id)
      .execute()
    if (form.does !== 'withdraw') await tellAsker(needs, now, who, { row, state })
    const record = {
      does: `request-${state}`,
      request: id,
      askedBy: row.asked_by,
      words: words ?? null,
      owners: row.owners,
    }
    await keepAccount(now, who, { ...(account === null ? { request: id } : { account }), facts: record })
    return { ok: true, value: undefined }
  })
}

async function beginAccount(
  now: Moment,
  who: Doer,
  { row, account, here }: { row: RequestRow; account: string; here: ReadonlySet<string> },
): Promise<boolean> {
  const { network, handle, name, languages } = row
  const isNew = await ensureAccount(
    now.tx,
    { id: account, network, handle, name, languages },
    now.nowMs,
    actorOf(who),
  )
  if (!isNew) return false
  const by = storableText(who.session.person.name)
  await now.db
    .insertInto('official_accounts')
    .values({
      ...{
        account,
        kind: row.kind,
        purpose_en: row.purpose_en,
        purpose_fr: row.purpose_fr,
        profile_url: null,
      },
      ...{ is_listed: true, since: null, changed_at: new Date(now.nowMs), changed_by: by },
    })
    .execute()
  const owners = row.owners.filter((id) => here.has(id))
  await writeOwners(now.db, { account, owners, by, nowMs: now.nowMs })
  return true
}

async function tellAsker(
  needs: OfficialNeeds,
  now: Moment,
  who: Doer,
  { row, state }: { row: RequestRow; state: 'approved' | 'refused' | 'withdrawn' },
): Promise<void> {
  const isYes = state === 'approved'
  await ring(needs, now.tx, {
    to: [row.asked_by_id],
    by: who.session.person.name,
    title: {
      en: `${isYes ? 'Approved' : 'Not approved'}: the account ${row.name}`,
      fr: `${isYes ? 'Approuvé' : 'Non approuvé'} : le compte ${row.name}`,
    },
    ...{ path: '/directory/accounts', nowMs: now.nowMs },
  })
}

/** Names who owns an account; all of them are here, and they are two at least. */
export function nameOwners(
  needs: OfficialNeeds,
  who: Doer,
  { account, owners }: { account: string; owners: readonly string[] },
): Promise<Ruled<undefined, Refusal>> {
  return act(needs, who, async (now) => {
    if (!now.mayManage) return { ok: false, why: 'not-allowed' }
    const [row] = await accountRows(now.tx, account)
    if (row === undefined) return { ok: false, why: 'no-such-account' }
    if (row.closedMs !== undefined) return { ok: false, why: 'closed-already' }
    const people = new Map((await everybodyHere(now.tx)).map(({ id, name }) => [id, name]))
    if (owners.some((id) => !people.has(id))) return { ok: false, why: 'no-such-person' }
    if (new Set(owners).size < registerLimits.ownersMin) return { ok: false, why: 'two-owners' }
    await writeOwners(now.db, {
      account,
      owners,
      by: storableText(who.session.person.name),
      nowMs: now.nowMs,
    })
    const named = [...new Set(owners)].map((id) => ({ id, name: people.get(id) ?? '' }))
    await keepAccount(now, who, { account, facts: { does: 'owners-named', owners: named } })
    return { ok: true, value: undefined }
  })
}

/** States of the outbox in which something may still come of a delivery. */
const onItsWay = ['waiting', 'paused', 'claimed', 'sending', 'wait', 'unknown', 'unconfirmed']

/**
 * Closes an account for good: nothing more is written for it, its sign-in is forgotten, the public reads that it is over, and the
 * disposal is on record: what became of its records, who holds them, what the network says of its data.
 */
export async function closeAccount(
  needs: OfficialNeeds,
  who: Doer,
  { account, form }: { account: string; form: CloseForm },
): Promise<Ruled<undefined, Refusal>> {
  const asked = await act(needs, who, (now) => whyNotClosed(now, account))
  if (asked !== undefined) return { ok: false, why: asked }
  // Before it is closed: a closed account has no network that could be told.
  await needs.disconnect({ id: who.personId, name: who.session.person.name }, account)
  return act(needs, who, async (now) => {
    await now.db.selectFrom('accounts').select('id').where('id', '=', account).forUpdate().execute()
    const why = await whyNotClosed(now, account)
    if (why !== undefined) return { ok: false, why }
    const at = new Date(now.nowMs)
    await now.db.updateTable('accounts').set({ closed_at: at }).where('id', '=', account).execute()
    await now.db
      .insertInto('account_closings')
      .values({
        ...{
          account,
          closed_at: at,
          closed_by_id: who.personId,
          closed_by: storableText(who.session.person.name),
        },
        ...{ why: storableText(form.why), records_kept: storableText(form.recordsKept) },
        ...{ held_by: storableText(form.heldBy), network_says: storableText(form.networkSays) },
        ...{ public_en: storableText(form.public.en), public_fr: storableText(form.public.fr) },
        follow_url: form.followUrl ?? null,
      })
      .execute()
    await now.db
      .deleteFrom('look_alikes')
      .where('account', '=', account)
      .where('kept_at', 'is', null)
      .execute()
    const { why: reason, recordsKept, heldBy, networkSays, public: told } = form
    const facts = {
      does: 'closed',
      why: reason,
      recordsKept,
      heldBy,
      networkSays,
      told,
      instead: form.followUrl ?? null,
    }
    await keepAccount(now, who, { account, facts })
    return { ok: true, value: undefined }
  })
}

const ownGround: ReadonlySet<string> = new Set(['pages', 'activitypub', 'practice'])

async function whyNotClosed(now: Moment, account: string): Promise<Refusal | undefined> {
  if (!now.mayManage) return 'not-allowed'
  const [row] = await accountRows(now.tx, account)
  if (row === undefined) return 'no-such-account'
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from deliveries where account = ${account} and state = any(${onItsWay}::text[])`.execute(
    now.tx,
  )
  return mayClose({ closedMs: row.closedMs, onItsWay: rows[0]?.n ?? 0, isOwn: ownGround.has(row.network) })
}

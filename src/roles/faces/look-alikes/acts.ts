import { dayMs } from '#kernel/time.ts'
import { storableJson, storableText } from '#store/storable.ts'
import type {
  LookAlike,
  LookAlikeAct,
  LookAlikeForm,
  LookAlikeList,
  LookAlikePage,
} from '#roles/faces/look-alikes/contract.ts'
import { namesBoard } from '#roles/faces/look-alikes/names.ts'
import { formFor } from '#roles/faces/look-alikes/report-forms.ts'
import { reportText, warningFor } from '#roles/faces/look-alikes/report.ts'
import { nativeKey } from '#roles/faces/look-alikes/keeping.ts'
import { act, keepAccount, type Doer, type Moment } from '#roles/faces/register/act.ts'
import { registerLimits } from '#roles/faces/register/contract.ts'
import type { OfficialNeeds, Ruled } from '#roles/faces/register/ground.ts'
import { networkName } from '#roles/faces/register/network-names.ts'
import type { Refusal } from '#roles/faces/register/problems.ts'
import { profileOf } from '#roles/faces/register/public.ts'
import { registerPages } from '#roles/faces/register/public-words.ts'
import { accountRows, type AccountRow } from '#roles/faces/register/store.ts'
import type { RegisterDb, RegisterTables } from '#roles/faces/register/tables.ts'
import type { Selectable } from 'kysely'

type Row = Selectable<RegisterTables['look_alikes']>
const listedMax = 200

/** All that is suspected, the most alike first, and how well each network was searched. */
export async function listLookAlikes(needs: OfficialNeeds, who: Doer): Promise<LookAlikeList> {
  const names = await namesBoard(needs)
  return act(needs, who, async ({ tx, db, mayManage }) => {
    const accounts = await accountRows(tx)
    const rows = await db
      .selectFrom('look_alikes')
      .selectAll()
      .orderBy('score', 'desc')
      .orderBy('found_at', 'desc')
      .limit(listedMax)
      .execute()
    const searches = await db.selectFrom('look_alike_searches').selectAll().execute()
    const { n } = await db
      .selectFrom('look_alike_lessons')
      .select((select) => select.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return {
      lookAlikes: rows.flatMap((row) => viewOf(needs, row, accounts) ?? []),
      names,
      searches: searches.flatMap((one) => {
        const account = accounts.find(({ id }) => id === one.account)
        if (account === undefined || account.closedMs !== undefined) return []
        // Of what cannot be searched but asked for names, that is told there.
        if (one.state === 'not-searched' && names.some((of) => of.account.id === one.account)) return []
        return [
          {
            ...{
              account: account.id,
              name: account.name,
              network: networkName(account.network),
              state: one.state,
            },
            ...(one.why === null ? {} : { why: one.why }),
            ...{ candidates: one.candidates, isWhole: one.is_whole, at: one.searched_at.toISOString() },
          },
        ]
      }),
      ...{ lessons: n, mayDecide: mayManage, isDaily: !needs.isPractice },
    }
  })
}

function viewOf(needs: OfficialNeeds, row: Row, accounts: readonly AccountRow[]): LookAlike | undefined {
  const account = accounts.find(({ id }) => id === row.account)
  if (account === undefined) return undefined
  const url = profileOf(account, { origin: needs.origin() })
  const { id, handle, name } = account
  return {
    account: { id, handle, name, ...(url === undefined ? {} : { url }) },
    ...{
      id: row.id,
      network: row.network,
      networkName: networkName(row.network),
      handle: row.handle,
      url: row.url,
    },
    ...{
      reasons: row.reasons,
      score: row.score,
      foundAt: row.found_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
    },
    ...(row.found_by === null ? {} : { foundBy: row.found_by }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.kept_at === null
      ? { forgottenAt: new Date(row.seen_at.getTime() + registerLimits.lookAlikeDays * dayMs).toISOString() }
      : { kept: { at: row.kept_at.toISOString(), by: row.kept_by ?? '' } }),
  }
}

/** One look-alike with a report ready to send. */
export function oneLookAlike(
  needs: OfficialNeeds,
  who: Doer,
  id: string,
): Promise<Ruled<LookAlikePage, Refusal>> {
  return act(needs, who, async ({ tx, db, mayManage }) => {
    const row = await rowOf(db, id)
    const lookAlike = row && viewOf(needs, row, await accountRows(tx))
    if (lookAlike === undefined) return { ok: false, why: 'no-such-look-alike' }
    const { timeZone, place } = await needs.desk()
    const organization = place?.name ?? lookAlike.account.name
    const common = { organization, timeZone, registerUrl: `${needs.origin()}${registerPages[0]}` }
    const form = formFor(lookAlike)
    const report = {
      en: reportText(lookAlike, { ...common, lang: 'en' }),
      fr: reportText(lookAlike, {
        ...common,
        lang: 'fr',
        registerUrl: `${needs.origin()}${registerPages[1]}`,
      }),
    }
    return {
      ok: true,
      value: {
        lookAlike,
        report,
        warning: warningFor(lookAlike, needs.origin()),
        ...{ form, mayDecide: mayManage },
      },
    }
  })
}

/** Keeps one while somebody works on it, lets it go, or learns that it is no impostor: then all of it is forgotten but its key. */
export function decideLookAlike(
  needs: OfficialNeeds,
  who: Doer,
  { id, form }: { id: string; form: LookAlikeAct },
): Promise<Ruled<undefined, Refusal>> {
  return act(needs, who, async (now) => {
    if (!now.mayManage) return { ok: false, why: 'not-allowed' }
    const row = await rowOf(now.db, id)
    if (row === undefined) return { ok: false, why: 'no-such-look-alike' }
    const by = storableText(who.session.person.name)
    if (form.does === 'not-an-impostor') await learn(now, row, by)
    else {
      const isKept = form.does === 'keep'
      await now.db
        .updateTable('look_alikes')
        .set({ kept_at: isKept ? new Date(now.nowMs) : null, kept_by: isKept ? by : null })
        .set(form.does === 'keep' && form.note !== undefined ? { note: storableText(form.note) } : {})
        .where('id', '=', id)
        .execute()
    }
    // On record is that it was decided and why it was shown; of whoever was no impostor the record holds nothing.
    const shown = form.does === 'keep' ? { handle: row.handle, url: row.url } : {}
    const reasons = row.reasons.map(({ kind }) => kind)
    await keepAccount(now, who, {
      account: row.account,
      facts: { does: `look-alike-${form.does}`, reasons, ...shown },
    })
    return { ok: true, value: undefined }
  })
}

async function learn(now: Moment, row: Row, by: string): Promise<void> {
  const { account, network, native_key } = row
  const lesson = {
    reasons: row.reasons.map(({ kind }) => kind),
    learned_at: new Date(now.nowMs),
    learned_by: by,
  }
  await now.db
    .insertInto('look_alike_lessons')
    .values({ account, network, native_key, ...lesson })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await now.db.deleteFrom('look_alikes').where('id', '=', row.id).execute()
}

/** Somebody saw one where the desk cannot search. */
export function noteLookAlike(
  needs: OfficialNeeds,
  who: Doer,
  form: LookAlikeForm,
): Promise<Ruled<string, Refusal>> {
  return act(needs, who, async (now) => {
    const [account] = await accountRows(now.tx, form.account)
    if (account === undefined) return { ok: false, why: 'no-such-account' }
    const id = needs.newId()
    const network = form.network.toLowerCase()
    const at = new Date(now.nowMs)
    const made = await now.db
      .insertInto('look_alikes')
      .values({
        ...{ id, account: account.id, network, native_key: nativeKey(network, form.url), score: 100 },
        ...{ handle: storableText(form.handle), url: form.url, reasons: storableJson([{ kind: 'by-hand' }]) },
        ...{ found_at: at, seen_at: at, found_by: storableText(who.session.person.name) },
        ...{ kept_at: null, kept_by: null, note: null },
      })
      .onConflict((conflict) => conflict.columns(['account', 'network', 'native_key']).doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 0n
      ? { ok: false, why: 'noted-already' }
      : { ok: true, value: id }
  })
}

function rowOf(db: RegisterDb, id: string): Promise<Row | undefined> {
  return db.selectFrom('look_alikes').selectAll().where('id', '=', id).executeTakeFirst()
}

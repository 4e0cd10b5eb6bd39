import type { Kysely } from 'kysely'
import { act, type Doer } from '#roles/faces/register/act.ts'
import type { OfficialAccount, OfficialBoard } from '#roles/faces/life-cycle/contract.ts'
import { lifeOf } from '#roles/faces/life-cycle/rules.ts'
import { everybodyHere, namedOwners, requestRows, requestView } from '#roles/faces/life-cycle/store.ts'
import { checkKinds, type ProfileChange } from '#roles/faces/register/contract.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { networkName } from '#roles/faces/register/network-names.ts'
import { profileOf } from '#roles/faces/register/public.ts'
import { registerPages } from '#roles/faces/register/public-words.ts'
import { accountRows, checkView, standingsOf, type AccountRow } from '#roles/faces/register/store.ts'
import { registerDb } from '#roles/faces/register/tables.ts'
import { mayDo } from '#kernel/permission.ts'
import type { AccountHealth } from '#sending/contract.ts'

/** All accounts with where they are in their life, what was looked at, who owns them; and what was asked for. */
export async function officialBoard(needs: OfficialNeeds, who: Doer): Promise<OfficialBoard> {
  const [board, said] = [await needs.board(), await needs.lastSaid()]
  return act(needs, who, async ({ tx, db, mayManage, nowMs }) => {
    const people = await everybodyHere(tx)
    const requests = await requestRows(db)
    const views = requests.map((row) => requestView(row, { people, personId: who.personId, mayManage }))
    const facts = {
      board,
      said,
      nowMs,
      mayManage,
      requests: views,
      origin: needs.origin(),
      reads: needs.profilesOf,
    }
    const known = await knownOf(tx)
    const { n } = await db
      .selectFrom('look_alikes')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('kept_at', 'is', null)
      .executeTakeFirstOrThrow()
    return {
      accounts: (await accountRows(tx)).map((row) => accountView(row, { ...facts, ...known })),
      ...{ requests: views, people, lookAlikes: n },
      publicPath: { en: registerPages[0], fr: registerPages[1] },
      mayAsk: mayDo(who.grants, 'write') || mayManage,
    }
  })
}

async function knownOf(tx: Kysely<unknown>) {
  const db = registerDb(tx)
  const began = await db.selectFrom('account_list_began').select('at').executeTakeFirst()
  const profiles = await db.selectFrom('account_profiles').selectAll().where('seen', 'is not', null).execute()
  const closings = await db.selectFrom('account_closings').selectAll().execute()
  return {
    beganMs: began?.at.getTime() ?? 0,
    standings: await standingsOf(tx),
    owners: await namedOwners(tx),
    changes: new Map(profiles.map((row) => [row.account, row])),
    closings: new Map(closings.map((row) => [row.account, row])),
  }
}

type Facts = Awaited<ReturnType<typeof knownOf>> & {
  board: readonly AccountHealth[]
  said: ReadonlyMap<string, number>
  nowMs: number
  mayManage: boolean
  requests: OfficialBoard['requests']
  origin: string
  reads: OfficialNeeds['profilesOf']
}

function accountView(row: AccountRow, o: Facts): OfficialAccount {
  const health = o.board.find(({ account }) => account === row.id)
  const request = o.requests.find(({ account }) => account === row.id)
  const owners = o.owners.get(row.id) ?? []
  const saidMs = o.said.get(row.id)
  const url = profileOf(row, { origin: o.origin, server: health?.server })
  const standing = o.standings.get(row.id)
  const change = changeOf(o.changes.get(row.id))
  const closing = closingOf(o.closings.get(row.id))
  return {
    ...{ id: row.id, network: row.network, networkName: networkName(row.network), handle: row.handle },
    ...{ name: row.name, languages: row.languages, entry: row.entry, isNew: row.isNew },
    ...(url === undefined ? {} : { url }),
    life: lifeOf({
      ...{ closedMs: row.closedMs, wasAskedFor: request !== undefined, owners: owners.length },
      ...{ connection: health?.state, saidMs, knownMs: row.createdMs, nowMs: o.nowMs },
    }),
    origin: originOf(request !== undefined, row.createdMs < o.beganMs),
    notedAt: new Date(row.createdMs).toISOString(),
    ...(request === undefined ? {} : { request }),
    ...{ owners, keepers: health?.owners ?? 0 },
    ...(saidMs === undefined ? {} : { saidAt: new Date(saidMs).toISOString() }),
    checks: checkKinds.flatMap((kind) => {
      const one = standing?.get(kind)
      return one === undefined ? [] : [checkView(kind, one)]
    }),
    ...(change === undefined ? {} : { change }),
    isRead: row.closedMs === undefined && o.reads(row, health?.server) !== undefined,
    ...(closing === undefined ? {} : { closing }),
    mayManage: o.mayManage,
  }
}

function originOf(wasAskedFor: boolean, isOlder: boolean): OfficialAccount['origin'] {
  if (wasAskedFor) return 'request'
  return isOlder ? 'before' : 'noted'
}

function changeOf(
  row: Awaited<ReturnType<typeof knownOf>>['changes'] extends Map<string, infer R> ? R | undefined : never,
): ProfileChange | undefined {
  if (row?.seen == null || row.seen_at === null) return undefined
  return {
    ...{ noted: row.noted, notedAt: row.noted_at.toISOString() },
    ...(row.noted_by === null ? {} : { notedBy: row.noted_by }),
    ...{ seen: row.seen, seenAt: row.seen_at.toISOString() },
  }
}

function closingOf(
  row: Awaited<ReturnType<typeof knownOf>>['closings'] extends Map<string, infer R> ? R | undefined : never,
): OfficialAccount['closing'] {
  if (row === undefined) return undefined
  return {
    ...{ at: row.closed_at.toISOString(), by: row.closed_by, why: row.why, recordsKept: row.records_kept },
    ...{
      heldBy: row.held_by,
      networkSays: row.network_says,
      public: { en: row.public_en, fr: row.public_fr },
    },
    ...(row.follow_url === null ? {} : { followUrl: row.follow_url }),
  }
}

import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { assert } from '#kernel/assert.ts'
import type { Lane } from '#kernel/permission.ts'
import { storableText } from '#store/storable.ts'
import type { Approval, AskedVersion, Item, Shown } from '#access/approvals/rules.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

/** The database as approvals use it. */
export type ApprovalDb = Kysely<ApprovalTables>

/** A version as it is kept: with who approved it by name, and what was last judged in its place. */
export type KeptVersion = AskedVersion & {
  judgedSha256?: string
  approvedAtMs?: number
  approvedByName?: string
  onBehalfOfName?: string
}

/** An item as it is kept, with what people see of it. */
export type KeptItem = Omit<Item, 'versions'> & {
  item: string
  title: string
  askedByName: string
  askedAtMs: number
  deadlineMs: number
  remindedAtMs?: number
  escalatedAtMs?: number
  returned?: { byName: string; reason: string }
  changedAtMs: number
  versions: readonly KeptVersion[]
}

/** The SHA-256 of exact bytes, hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** How an item is read: looked at, held as it is, or held to be changed. Held until the transaction ends. */
export type Hold = 'look' | 'share' | 'update'

/** One item; undefined when it was never asked about. */
export async function readItem(db: ApprovalDb, item: string, hold: Hold): Promise<KeptItem | undefined> {
  return (await readItems(db, [item], hold))[0]
}

/** These items, as far as they were ever asked about, last changed first. */
export async function readItems(
  db: ApprovalDb,
  items: readonly string[],
  hold: Hold = 'look',
): Promise<KeptItem[]> {
  if (items.length === 0) return []
  const rows = await db
    .selectFrom('approval_items')
    .selectAll()
    .where('item', 'in', [...items])
    .orderBy('changed_at', 'desc')
    .orderBy('item')
    .$if(hold === 'share', (query) => query.forShare())
    .$if(hold === 'update', (query) => query.forUpdate())
    .execute()
  const versions = await db
    .selectFrom('approval_versions')
    .selectAll()
    .where('item', 'in', [...items])
    .orderBy('position')
    .execute()
  return rows.map((row) => itemOf(row, versions.filter(({ item }) => item === row.item).map(versionOf)))
}

type ItemRow = ApprovalTables['approval_items']
type VersionRow = ApprovalTables['approval_versions']

function itemOf(row: ItemRow, versions: KeptVersion[]): KeptItem {
  const { item, title, lane, state, round, writers } = row
  const returned =
    row.returned_by === null ? {} : { returned: { byName: row.returned_by, reason: row.return_reason ?? '' } }
  return {
    ...{ item, title, lane, state, round, writers, versions },
    askedBy: row.asked_by,
    askedByName: row.asked_by_name,
    askedAtMs: row.asked_at.getTime(),
    deadlineMs: row.deadline_at.getTime(),
    ...(row.reminded_at === null ? {} : { remindedAtMs: row.reminded_at.getTime() }),
    ...(row.escalated_at === null ? {} : { escalatedAtMs: row.escalated_at.getTime() }),
    ...returned,
    changedAtMs: row.changed_at.getTime(),
  }
}

function versionOf(row: VersionRow): KeptVersion {
  const approval: Approval | undefined =
    row.approved_by === null
      ? undefined
      : {
          by: row.approved_by,
          kind: row.broke_glass ? 'broke-glass' : 'approved',
          ...(row.on_behalf_of === null ? {} : { onBehalfOf: row.on_behalf_of }),
        }
  return {
    account: row.account,
    language: row.language,
    sha256: row.sha256.toString('hex'),
    ...(approval === undefined ? {} : { approval }),
    ...(row.judged_sha256 === null ? {} : { judgedSha256: row.judged_sha256.toString('hex') }),
    ...(row.approved_at === null ? {} : { approvedAtMs: row.approved_at.getTime() }),
    ...(row.approved_by_name === null ? {} : { approvedByName: row.approved_by_name }),
    ...(row.on_behalf_of_name === null ? {} : { onBehalfOfName: row.on_behalf_of_name }),
  }
}

/** What an item is written with besides what the rules decided. */
export type Written = {
  item: string
  nowMs: number
  /** Names by person id, of those whose approval is new. */
  names?: ReadonlyMap<string, string>
  /** Somebody judged what stands here now: later changes are marked against it. */
  judged?: boolean
  returned?: { byName: string; reason: string }
}

/** Makes the row of a first question, so that two first questions wait for one another; true when it is new. */
export async function insertItem(
  db: ApprovalDb,
  item: string,
  after: Item,
  o: { title: string; askedByName: string; nowMs: number; deadlineMs: number },
): Promise<boolean> {
  const now = new Date(o.nowMs)
  const made = await db
    .insertInto('approval_items')
    .values({
      item,
      title: storableText(o.title),
      lane: after.lane,
      state: after.state,
      round: after.round,
      writers: [...after.writers],
      asked_by: after.askedBy,
      asked_by_name: storableText(o.askedByName),
      asked_at: now,
      deadline_at: new Date(o.deadlineMs),
      reminded_at: null,
      escalated_at: null,
      returned_by: null,
      return_reason: null,
      changed_at: now,
    })
    .onConflict((conflict) => conflict.column('item').doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

/** Writes a new round of an item: who asks, until when, and the versions; the texts last judged are kept to compare. */
export async function writeRound(
  db: ApprovalDb,
  item: string,
  after: Item,
  o: { title: string; lane: Lane; askedByName: string; nowMs: number; deadlineMs: number },
): Promise<void> {
  await db
    .updateTable('approval_items')
    .set({
      title: storableText(o.title),
      lane: o.lane,
      state: after.state,
      round: after.round,
      writers: [...after.writers],
      asked_by: after.askedBy,
      asked_by_name: storableText(o.askedByName),
      asked_at: new Date(o.nowMs),
      deadline_at: new Date(o.deadlineMs),
      reminded_at: null,
      escalated_at: null,
      returned_by: null,
      return_reason: null,
      changed_at: new Date(o.nowMs),
    })
    .where('item', '=', item)
    .execute()
  await writeVersions(db, item, after.versions)
}

async function writeVersions(db: ApprovalDb, item: string, versions: readonly Shown[]): Promise<void> {
  const before = await db.deleteFrom('approval_versions').where('item', '=', item).returningAll().execute()
  const judgedAt = new Map(before.map((row) => [`${row.account} ${row.language}`, row.judged_sha256]))
  await db
    .insertInto('approval_versions')
    .values(
      versions.map(({ account, language, sha256 }, position) => ({
        ...{ item, account, language, position },
        sha256: Buffer.from(sha256, 'hex'),
        judged_sha256: judgedAt.get(`${account} ${language}`) ?? null,
        approved_by: null,
        approved_by_name: null,
        on_behalf_of: null,
        on_behalf_of_name: null,
        approved_at: null,
        broke_glass: false,
      })),
    )
    .execute()
}

/** Writes what an act changed: the state, the writers, approvals given and approvals gone. */
export async function writeItem(db: ApprovalDb, before: Item, after: Item, o: Written): Promise<void> {
  await db
    .updateTable('approval_items')
    .set({
      state: after.state,
      writers: [...after.writers],
      changed_at: new Date(o.nowMs),
      ...(o.returned === undefined
        ? {}
        : { returned_by: storableText(o.returned.byName), return_reason: storableText(o.returned.reason) }),
    })
    .where('item', '=', o.item)
    .execute()
  for (const version of after.versions) {
    const was = before.versions.find(
      (one) => one.account === version.account && one.language === version.language,
    )
    assert(was?.sha256 === version.sha256, 'only asking changes what is asked about')
    if (was.approval !== version.approval) await writeApproval(db, version, o)
  }
  if (o.judged === true)
    await sql`update approval_versions set judged_sha256 = sha256 where item = ${o.item}`.execute(db)
}

async function writeApproval(db: ApprovalDb, version: AskedVersion, o: Written): Promise<void> {
  const { approval } = version
  await db
    .updateTable('approval_versions')
    .set({
      approved_by: approval?.by ?? null,
      approved_by_name: approval === undefined ? null : (o.names?.get(approval.by) ?? null),
      on_behalf_of: approval?.onBehalfOf ?? null,
      on_behalf_of_name:
        approval?.onBehalfOf === undefined ? null : (o.names?.get(approval.onBehalfOf) ?? null),
      approved_at: approval === undefined ? null : new Date(o.nowMs),
      broke_glass: approval?.kind === 'broke-glass',
    })
    .where('item', '=', o.item)
    .where('account', '=', version.account)
    .where('language', '=', version.language)
    .execute()
}

/** Keeps bytes under their SHA-256, once each; says which. */
export async function keepBytes(db: ApprovalDb, bytes: Uint8Array): Promise<string> {
  const sha256 = sha256Of(bytes)
  await db
    .insertInto('approval_bytes')
    .values({ sha256: Buffer.from(sha256, 'hex'), bytes: Buffer.from(bytes) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return sha256
}

/** Kept bytes by their SHA-256, hexadecimal. */
export async function readBytes(
  db: ApprovalDb,
  sha256s: readonly string[],
): Promise<Map<string, Uint8Array>> {
  if (sha256s.length === 0) return new Map()
  const rows = await db
    .selectFrom('approval_bytes')
    .selectAll()
    .where(
      'sha256',
      'in',
      sha256s.map((one) => Buffer.from(one, 'hex')),
    )
    .execute()
  return new Map(rows.map((row) => [row.sha256.toString('hex'), row.bytes]))
}

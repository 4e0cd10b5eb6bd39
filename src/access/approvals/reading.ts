import type { Kysely, Selectable } from 'kysely'
import { VersionContent } from '#kernel/version-content.ts'
import type { Room } from '#access/approvals/acts.ts'
import type {
  ApprovalList,
  ApprovalReview,
  ApprovalState,
  ApprovalSummary,
  GlassReview,
} from '#access/approvals/contract.ts'
import type { Bell } from '#access/notices/contract.ts'
import { allHands, approversOf, handOf, type NamedHand } from '#access/approvals/hands.ts'
import { unseenNotices } from '#access/approvals/notices.ts'
import { openAccounts } from '#access/people/accounts.ts'
import { approvable, brokeGlass, isApproved, reviewProblem, revoked } from '#access/approvals/rules.ts'
import {
  readBytes,
  readItem,
  readItems,
  type ApprovalDb,
  type KeptItem,
  type KeptVersion,
} from '#access/approvals/store.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

const listedMax = 100
const historyMax = 100

/** Where an item stands, in one word. */
export function stateOf(item: KeptItem): ApprovalState {
  if (item.state !== 'open') return item.state
  return isApproved(item) ? 'approved' : 'waiting'
}

/** An item as screens and other rooms see it. */
export function summaryOf(item: KeptItem): ApprovalSummary {
  const { title, lane, round, returned } = item
  return {
    ...{ item: item.item, title, lane, round, state: stateOf(item) },
    askedBy: item.askedByName,
    askedAt: new Date(item.askedAtMs).toISOString(),
    deadline: new Date(item.deadlineMs).toISOString(),
    escalated: item.escalatedAtMs !== undefined,
    ...(returned === undefined ? {} : { returned: { by: returned.byName, reason: returned.reason } }),
    versions: item.versions.map(({ account, language, sha256, ...version }) => ({
      ...{ account, language, sha256 },
      ...givenOf(version),
    })),
    changedAt: new Date(item.changedAtMs).toISOString(),
  }
}

function givenOf(version: Omit<KeptVersion, 'account' | 'language' | 'sha256'>) {
  const { approval, approvedAtMs, approvedByName, onBehalfOfName } = version
  if (approval === undefined || approvedAtMs === undefined) return {}
  const onBehalfOf = onBehalfOfName === undefined ? {} : { onBehalfOf: onBehalfOfName }
  const at = new Date(approvedAtMs).toISOString()
  return { approval: { by: approvedByName ?? '', at, kind: approval.kind, ...onBehalfOf } }
}

/** The list of approvals for a person: what waits first by deadline, then the rest by change; open reviews; their notices. */
export async function listFor(room: Room, tx: Kysely<unknown>, personId: string): Promise<ApprovalList> {
  const db = tx.withTables<ApprovalTables>()
  const nowMs = room.nowMs()
  const hand = await handOf(tx, { personId, nowMs })
  const items = (await latest(db)).map((item) => ({
    ...summaryOf(item),
    forMe: waitsFor(item, hand),
    isMine: item.askedBy === personId || item.writers.includes(personId),
  }))
  const waiting = items.filter(({ state }) => state === 'waiting')
  const others = items.filter(({ state }) => state !== 'waiting')
  return {
    items: [...waiting.toSorted((a, b) => (a.deadline < b.deadline ? -1 : 1)), ...others],
    reviews: await openReviews(db, hand),
    accounts: await openAccounts(tx),
  }
}

/** What rings for a person: asked on every page, so it reads what is open only. */
export async function bellFor(room: Room, tx: Kysely<unknown>, personId: string): Promise<Bell> {
  const db = tx.withTables<ApprovalTables>()
  const hand = await handOf(tx, { personId, nowMs: room.nowMs() })
  const open = await readItems(db, await latestIds(db, true))
  const reviews = await openReviews(db, hand)
  const waiting = open.filter((item) => waitsFor(item, hand)).length
  const notices = await unseenNotices(db, personId)
  return { notices, waits: waiting + reviews.filter(({ forMe }) => forMe).length }
}

// What waits is never pushed out of the list by what is decided.
async function latest(db: ApprovalDb): Promise<KeptItem[]> {
  return readItems(db, [...(await latestIds(db, true)), ...(await latestIds(db, false))])
}

async function latestIds(db: ApprovalDb, isOpen: boolean): Promise<string[]> {
  const rows = await db
    .selectFrom('approval_items')
    .select('item')
    .where('state', isOpen ? '=' : '<>', 'open')
    .orderBy('changed_at', 'desc')
    .limit(listedMax)
    .execute()
  return rows.map(({ item }) => item)
}

function waitsFor(item: KeptItem, hand: NamedHand | undefined): boolean {
  return hand !== undefined && approvable(item, hand).some(({ approval }) => approval === undefined)
}

type GlassRow = Selectable<ApprovalTables['glass_reviews']> & {
  title: string
  writers: string[]
  broken_name: string
  reviewed_name: string | null
}

async function openReviews(db: ApprovalDb, hand: NamedHand | undefined): Promise<GlassReview[]> {
  const rows = await glassRows(db)
    .where('reviewed_at', 'is', null)
    .orderBy('due_at')
    .limit(listedMax)
    .execute()
  return rows.map((row) => glassOf(row, hand))
}

function glassRows(db: ApprovalDb) {
  return db
    .withTables<{ people: { id: string; name: string } }>()
    .selectFrom('glass_reviews')
    .innerJoin('approval_items', 'approval_items.item', 'glass_reviews.item')
    .innerJoin('people as breaker', 'breaker.id', 'broken_by')
    .leftJoin('people as reviewer', 'reviewer.id', 'reviewed_by')
    .selectAll('glass_reviews')
    .select(['title', 'writers', 'breaker.name as broken_name', 'reviewer.name as reviewed_name'])
}

function glassOf(row: GlassRow, hand: NamedHand | undefined): GlassReview {
  const about = { lane: 'emergency', writers: row.writers } as const
  const glass = { brokenBy: row.broken_by, versions: row.versions }
  const { id, item, title, reason, versions } = row
  return {
    ...{ id, item, title, reason, versions },
    brokenBy: row.broken_name,
    brokenAt: row.broken_at.toISOString(),
    due: row.due_at.toISOString(),
    forMe: row.reviewed_at === null && hand !== undefined && reviewProblem(about, glass, hand) === undefined,
    ...(row.reviewed_at === null
      ? {}
      : {
          reviewed: {
            by: row.reviewed_name ?? '',
            at: row.reviewed_at.toISOString(),
            wasRight: row.was_right === true,
            finding: row.finding ?? '',
          },
        }),
  }
}

/** One item for whoever reviews it; undefined when it was never asked about. */
export async function reviewFor(
  room: Room,
  tx: Kysely<unknown>,
  o: { item: string; personId: string },
): Promise<ApprovalReview | undefined> {
  const db = tx.withTables<ApprovalTables>()
  const item = await readItem(db, o.item, 'look')
  if (item === undefined) return undefined
  const hands = await allHands(tx, room.nowMs())
  const hand = hands.find(({ person }) => person.id === o.personId)
  const { first, next } = approversOf(item, hands)
  const names = new Map(hands.map(({ person }) => [person.id, person.name]))
  const glass = await glassRows(db)
    .where('glass_reviews.item', '=', o.item)
    .orderBy('broken_at', 'desc')
    .executeTakeFirst()
  const { versions: _without, ...summary } = summaryOf(item)
  return {
    ...summary,
    versions: await readVersions(db, item, hand),
    writers: await writerNames(db, item.writers),
    approvers: [...new Set([...first, ...next].map(({ id }) => names.get(id) ?? ''))],
    may: mayOf(item, hand),
    isWriter: item.writers.includes(o.personId),
    accounts: (await openAccounts(tx)).filter(({ id }) =>
      item.versions.some(({ account }) => account === id),
    ),
    ...(glass === undefined ? {} : { glass: glassOf(glass, hand) }),
    history: await historyOf(db, o.item),
  }
}

async function readVersions(
  db: ApprovalDb,
  item: KeptItem,
  hand: NamedHand | undefined,
): Promise<ApprovalReview['versions']> {
  const wanted = item.versions.flatMap(({ sha256, judgedSha256 }) => [sha256, judgedSha256 ?? sha256])
  const bytes = await readBytes(db, wanted)
  const mine = hand === undefined ? [] : approvable(item, hand)
  const contentOf = (sha256: string): VersionContent =>
    VersionContent.parse(JSON.parse(new TextDecoder().decode(bytes.get(sha256))))
  return item.versions.map((version) => {
    const { account, language, sha256, judgedSha256 } = version
    const isChanged = judgedSha256 !== undefined && judgedSha256 !== sha256
    return {
      ...{ account, language, sha256, content: contentOf(sha256) },
      ...(isChanged ? { before: contentOf(judgedSha256) } : {}),
      ...givenOf(version),
      mine: mine.some((one) => one.account === account && one.language === language),
    }
  })
}

function mayOf(item: KeptItem, hand: NamedHand | undefined): ApprovalReview['may'] {
  if (hand === undefined)
    return { approve: false, giveBack: false, revoke: false, withdraw: false, breakGlass: false }
  const { id } = hand.person
  return {
    approve: waitsFor(item, hand),
    giveBack: approvable(item, hand).length > 0,
    revoke: revoked(item, hand).ok,
    withdraw: item.state === 'open' && (item.askedBy === id || item.writers.includes(id)),
    breakGlass: brokeGlass(item, item.versions, hand).ok,
  }
}

async function writerNames(db: ApprovalDb, writers: readonly string[]): Promise<string[]> {
  const rows = await db
    .withTables<{ people: { id: string; name: string } }>()
    .selectFrom('people')
    .select('name')
    .where('id', 'in', [...writers])
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

async function historyOf(db: ApprovalDb, item: string): Promise<ApprovalReview['history']> {
  const rows = await db
    .selectFrom('approval_history')
    .selectAll()
    .where('item', '=', item)
    .orderBy('seq', 'desc')
    .limit(historyMax)
    .execute()
  return rows.map((row) => ({
    at: row.at.toISOString(),
    act: row.act,
    ...(row.by_name === null ? {} : { by: row.by_name }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }))
}

import type { Kysely } from 'kysely'
import { assert } from '#kernel/assert.ts'
import type { Lane } from '#kernel/permission.ts'
import { VersionContent, versionBytes } from '#kernel/version-content.ts'
import type { RecordActor } from '#records/contract.ts'
import { actorOf, askersOf, closeAct, itemRecord, type Done, type Room } from '#access/approvals/acts.ts'
import { planDeadline } from '#access/approvals/deadlines.ts'
import { allHands, approversOf, handOf } from '#access/approvals/hands.ts'
import { noticesSettled } from '#access/approvals/notices.ts'
import { approvalLimits, asked, edited, withdrawn, type Item, type Shown } from '#access/approvals/rules.ts'
import { livingPeople, type Standing } from '#access/approvals/standing.ts'
import {
  insertItem,
  keepBytes,
  readItem,
  writeItem,
  writeRound,
  type KeptItem,
} from '#access/approvals/store.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

/** What somebody asks approval for. */
export type Ask = {
  /** `message:ID`. */
  item: string
  title: string
  lane: Lane
  /** Ids of all persons who ever changed it: by hand, by an import, or through a key (then the key's maker). */
  writers: readonly string[]
  /** The exact bytes that would go out, as `versionBytes` makes them. */
  versions: readonly { account: string; language: string; bytes: Uint8Array }[]
  by: RecordActor
  /** Epoch ms, brought to between 1 minute and 90 days from now; missing: the lane's usual. */
  deadlineMs?: number
}

/** That it was asked: the round, until when, and the names of those asked first. Nobody among them: nobody can approve it. */
export type Asked = { round: number; deadlineMs: number; approvers: string[] }

/** Asks for approval of what is handed over. Asking again for the same bytes changes nothing; for others it begins anew. */
export async function ask(room: Room, tx: Kysely<unknown>, o: Ask): Promise<Asked> {
  checkAsk(o)
  const db = tx.withTables<ApprovalTables>()
  const nowMs = room.nowMs()
  const versions: Shown[] = []
  for (const { account, language, bytes } of o.versions)
    versions.push({ account, language, sha256: await keepBytes(db, bytes) })
  const asking = { lane: o.lane, askedBy: idOf(o.by), writers: o.writers, versions }
  const written = {
    title: o.title,
    lane: o.lane,
    askedByName: nameOf(o.by),
    nowMs,
    deadlineMs: deadlineOf(o, nowMs),
  }
  const isFirst = await insertItem(db, o.item, asked(undefined, asking), written)
  const before = await readItem(db, o.item, 'update')
  assert(before !== undefined, 'an item that was just inserted is there')
  const after = asked(isFirst ? undefined : before, asking)
  const hands = approversOf(after, await allHands(tx, nowMs))
  const answer = { round: after.round, approvers: hands.first.map(({ name }) => name) }
  if (!isFirst && after.round === before.round) {
    await writeItem(db, before, after, { item: o.item, nowMs })
    return { ...answer, deadlineMs: before.deadlineMs }
  }
  await writeRound(db, o.item, after, written)
  await planDeadline(room.store, tx, {
    item: o.item,
    round: after.round,
    askedMs: nowMs,
    deadlineMs: written.deadlineMs,
  })
  const first = { o, after, hands: hands.first, deadlineMs: written.deadlineMs }
  await closeAsk(room, tx, { ...first, before: isFirst ? undefined : before }, nowMs)
  return { ...answer, deadlineMs: written.deadlineMs }
}

type AskedRound = {
  o: Ask
  after: Item
  hands: readonly Standing[]
  deadlineMs: number
  before: KeptItem | undefined
}

async function closeAsk(room: Room, tx: Kysely<unknown>, round: AskedRound, nowMs: number): Promise<void> {
  const { o, after, before } = round
  const about = { item: o.item, lane: o.lane, round: after.round, title: o.title }
  const facts = {
    versions: after.versions.map((version) => ({ ...version })),
    writers: [...after.writers],
    deadline: new Date(round.deadlineMs).toISOString(),
  }
  const voided = before?.versions.filter(({ approval }) => approval !== undefined) ?? []
  await noticesSettled(tx.withTables<ApprovalTables>(), o.item, nowMs)
  await closeAct(
    room,
    tx,
    {
      item: o.item,
      act: 'asked',
      byName: nameOf(o.by),
      notices: [
        {
          to: round.hands.map(({ id }) => id),
          kind: 'asked',
          item: o.item,
          title: o.title,
          by: nameOf(o.by),
        },
        ...(before === undefined ? [] : [voidedNotice(before, nameOf(o.by))]),
      ],
      records: [
        ...(before === undefined || voided.length === 0
          ? []
          : [itemRecord('approval-voided', before, o.by, { why: 'asked-again', ...shownFacts(voided) })]),
        itemRecord('approval-asked', about, o.by, facts),
      ],
    },
    nowMs,
  )
}

/** Tells approvals that an item was edited, by these persons: whatever was approved or asked of it is void. */
export async function onEdit(
  room: Room,
  tx: Kysely<unknown>,
  o: { item: string; writers: readonly string[]; by: RecordActor },
): Promise<void> {
  const db = tx.withTables<ApprovalTables>()
  const before = await readItem(db, o.item, 'update')
  if (before === undefined) return
  const nowMs = room.nowMs()
  const after = edited(before, o.writers)
  await writeItem(db, before, after, { item: o.item, nowMs })
  if (before.state !== 'open') return
  await closeVoid(room, tx, { before, by: o.by, why: 'edited' }, nowMs)
}

/** Takes the question back, for a writer or whoever asked. */
export async function withdraw(
  room: Room,
  tx: Kysely<unknown>,
  o: { item: string; by: string },
): Promise<Done> {
  const db = tx.withTables<ApprovalTables>()
  const before = await readItem(db, o.item, 'update')
  if (before === undefined) return { ok: false, why: 'not-asked' }
  const nowMs = room.nowMs()
  const hand = await handOf(tx, { personId: o.by, nowMs })
  if (hand === undefined || hand.person.hasLeft) return { ok: false, why: 'left' }
  const outcome = withdrawn(before, o.by)
  if (!outcome.ok) return outcome
  await writeItem(db, before, outcome.item, { item: o.item, nowMs })
  await closeVoid(room, tx, { before, by: actorOf(hand), why: 'withdrawn' }, nowMs)
  return { ok: true }
}

/** Ends an act that voids: approvers hear it, the archive keeps what was approved and why it no longer is. */
export async function closeVoid(
  room: Room,
  tx: Kysely<unknown>,
  o: { before: KeptItem; by: RecordActor; why: 'edited' | 'withdrawn' | 'revoked'; reason?: string },
  nowMs: number,
): Promise<void> {
  const { before, by, why } = o
  const given = before.versions.filter(({ approval }) => approval !== undefined)
  const askers = why === 'revoked' ? askersOf(before, await livingPeople(tx)) : []
  const reason = o.reason === undefined ? {} : { reason: o.reason }
  await noticesSettled(tx.withTables<ApprovalTables>(), before.item, nowMs)
  await closeAct(
    room,
    tx,
    {
      item: before.item,
      act: why,
      byName: nameOf(by),
      ...reason,
      notices: [
        voidedNotice(before, nameOf(by)),
        { to: askers, kind: 'revoked', item: before.item, title: before.title, by: nameOf(by) },
      ],
      records: [itemRecord('approval-voided', before, by, { why, ...reason, ...shownFacts(given) })],
    },
    nowMs,
  )
}

function voidedNotice(before: KeptItem, by: string) {
  const to = before.versions.flatMap(({ approval }) => (approval === undefined ? [] : [approval.by]))
  return { to, kind: 'voided', item: before.item, title: before.title, by } as const
}

function shownFacts(versions: readonly Shown[]) {
  return {
    approved: versions.map(({ account, language, sha256 }) => ({ account, language, sha256 })),
  }
}

function checkAsk(o: Ask): void {
  assert(
    o.versions.length >= 1 && o.versions.length <= approvalLimits.versionsMax,
    'an item has 1 to 100 versions',
  )
  assert(
    o.writers.length >= 1 && o.writers.length <= approvalLimits.writersMax,
    'somebody wrote it: 1 to 500 writers',
  )
  const places = new Set(o.versions.map(({ account, language }) => `${account} ${language}`))
  assert(places.size === o.versions.length, 'an account and a language have one version')
  for (const version of o.versions) checkBytes(version)
}

/**
 * Bytes that are read back and written again are the same bytes: then what is shown for review is all that would go out.
 * A field written twice, or one that the screen does not know, is refused here.
 */
function checkBytes({ account, language, bytes }: Ask['versions'][number]): void {
  const content = VersionContent.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  assert(Buffer.from(versionBytes(content)).equals(bytes), 'the bytes are those that versionBytes makes')
  assert(content.account === account && content.language === language, 'the bytes say where they go')
}

function deadlineOf(o: Ask, nowMs: number): number {
  const { deadlineMsMin, deadlineMsMax, usualMs } = approvalLimits
  const wished = o.deadlineMs ?? nowMs + usualMs[o.lane]
  return Math.min(Math.max(wished, nowMs + deadlineMsMin), nowMs + deadlineMsMax)
}

function idOf(by: RecordActor): string {
  return by.kind === 'desk' ? 'desk' : by.id
}

function nameOf(by: RecordActor): string {
  return by.kind === 'desk' ? 'Bellwether' : by.name
}

import type { Kysely } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import { VersionContent } from '#kernel/version-content.ts'
import { storableText } from '#store/storable.ts'
import { sendingLimits } from '#sending/contract.ts'
import { sendingChannel, type Ground } from '#sending/ground.ts'
import type { SendingTables } from '#sending/tables.ts'

/** What is to go out, exactly as it was approved, and when. */
export type ToSend = {
  item: string
  title: string
  lane: Lane
  /** The round of approvals in which it was approved: it goes out once a round. */
  round: number
  versions: readonly {
    account: string
    network: string
    language: string
    contentText: string
    sha256: string
    /** The delivery whose post it gives other words to, where the network can edit. */
    edits?: string
    /** The delivery whose post it answers to correct it, where the network cannot edit: that post stays. */
    answers?: string
    /** What it corrects, in the language of the version; missing: it corrects nothing. */
    correction?: { id: string; words: string }
  }[]
  /** Missing: now. */
  when?: { atMs: number; wall: string; zone: string }
  /** How long after its time it may still go out; missing: what is usual in its lane. */
  lateMs?: number
  by: { id: string; name: string }
}

/** What came of scheduling. Nothing is written where it is refused. */
export type Scheduled =
  | { ok: true; ids: string[] }
  | { ok: false; why: 'exercise' | 'too-far' | 'past' | 'already' }

/** Clocks of people and of the desk differ a little. */
const pastMsMax = 60_000

/**
 * Puts versions into the outbox, in the transaction of whoever does it: they go out once that commits. The same version of the
 * same round is there once, however often it is asked for.
 */
export async function schedule(ground: Ground, tx: Kysely<unknown>, o: ToSend): Promise<Scheduled> {
  const nowMs = ground.clock.nowMs()
  const dueMs = o.when?.atMs ?? nowMs
  // Promise 9: nothing practised can reach a real network.
  if (o.lane === 'exercise' && o.versions.some(({ network }) => network !== 'practice'))
    return { ok: false, why: 'exercise' }
  if (dueMs < nowMs - pastMsMax) return { ok: false, why: 'past' }
  if (dueMs > nowMs + sendingLimits.aheadMsMax) return { ok: false, why: 'too-far' }
  const rows = o.versions.map((version) => rowOf(ground, o, version, { nowMs, dueMs }))
  const made = await tx
    .withTables<SendingTables>()
    .insertInto('deliveries')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  if (made.length === 0) return { ok: false, why: 'already' }
  await ground.store.notify(sendingChannel, JSON.stringify({ item: o.item }), tx)
  return { ok: true, ids: made.map(({ id }) => id) }
}

function rowOf(
  ground: Ground,
  { item, title, lane, round, when, lateMs, by }: ToSend,
  version: ToSend['versions'][number],
  { nowMs, dueMs }: { nowMs: number; dueMs: number },
): Omit<SendingTables['deliveries'], never> {
  const { account, network, language, contentText, sha256 } = version
  const content = VersionContent.parse(JSON.parse(contentText))
  const made = new Date(nowMs)
  return {
    ...{
      id: ground.newId().toLowerCase(),
      item,
      title: storableText(title),
      lane,
      account,
      network,
      language,
    },
    ...{
      pair: `${item} ${round} ${account}`,
      round,
      sha256,
      content: contentText,
      parts: content.parts.length,
    },
    ...{ wall: when?.wall ?? null, zone: when?.zone ?? null, due_at: new Date(dueMs) },
    deadline_at: new Date(dueMs + (lateMs ?? sendingLimits.lateMs[lane])),
    ...{ state: 'waiting', why: null, detail: null, next_at: new Date(dueMs), fence: 0, leased_until: null },
    ...{
      waits: 0,
      asks: 0,
      begun_at: null,
      doubt_until: null,
      made_at: made,
      made_by_id: by.id,
      made_by: storableText(by.name),
    },
    ...{
      changed_at: made,
      removed_at: null,
      removed_why: null,
      removed_by_id: null,
      removed_by: null,
      remove_at: null,
      remove_tries: 0,
      half_told_at: null,
      edits: version.edits ?? null,
      answers: version.answers ?? null,
      correction: version.correction?.id ?? null,
      correction_words: version.correction === undefined ? null : storableText(version.correction.words),
    },
  }
}

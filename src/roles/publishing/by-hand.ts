import { approvalsChannel } from '#access/approvals/acts.ts'
import { actorOf } from '#access/people/actor.ts'
import { minuteMs } from '#kernel/time.ts'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { act, type Doer, type Moment, type Room } from '#roles/publishing/act.ts'
import {
  publishingLimits,
  type Message,
  type PublishedNote,
  type Released,
  type TakenDownNote,
} from '#roles/publishing/contract.ts'
import { correctionByHand, noteCorrection } from '#roles/publishing/corrections/noting.ts'
import { seen } from '#roles/publishing/drafting.ts'
import { publishedChannel } from '#roles/publishing/our-posts.ts'
import type { Refusal, Ruled } from '#roles/publishing/problems.ts'
import { halvesOut, isSamePlace, mayAt, publicAt, publicBeside, type Place } from '#roles/publishing/rules.ts'
import {
  readMessage,
  type KeptMessage,
  type KeptPublication,
  type KeptVersion,
} from '#roles/publishing/store.ts'
import { itemOf } from '#roles/publishing/view.ts'
import { fileFacts, noteRecorded } from '#sending/files/recorded.ts'
import { settleOut } from '#roles/publishing/write-message.ts'

/** Clocks of two machines differ: a note from the near future counts as now. */
const clocksDifferMs = 5 * minuteMs

/** One version that may go out, held until the transaction ends. */
type Cleared = { kept: KeptMessage; version: KeptVersion; round: number }

/** The exact text of a version, for whoever may publish it: only while approvals let exactly these bytes out. */
export function release(room: Room, who: Doer, id: string, place: Place): Promise<Ruled<Released>> {
  return act(room, who, async (now) => {
    const cleared = await clear(room, now, id, place)
    if (typeof cleared === 'string') return { ok: false, why: cleared }
    const { content, sha256 } = cleared.version
    const { parts, contentWarning } = content
    const beside = contentWarning === undefined ? {} : { contentWarning }
    return { ok: true, value: { text: parts.join('\n\n'), sha256, ...beside } }
  })
}

/** Asks approvals whether a version may go out exactly as it stands. Until the transaction ends the answer holds. */
async function clear(room: Room, now: Moment, id: string, place: Place): Promise<Cleared | Refusal> {
  const kept = await readMessage(now.db, id, 'update')
  const version = kept?.versions.find((one) => isSamePlace(one, place))
  if (kept === undefined || version === undefined) return 'no-such-message'
  if (!mayAt(now.grants, 'publish', { lane: kept.lane, places: [place] })) return 'no-right-to-publish'
  // Promise 9: what is practised never reaches the public.
  if (kept.lane === 'exercise') return 'exercise'
  const { account, language } = place
  const out = await room.approvals.mayGoOut(now.tx, {
    ...{ item: itemOf(id), account, language, sha256: version.sha256 },
  })
  return out.yes ? { kept, version, round: out.round } : out.why
}

/** Notes that somebody published a version by hand: a delivery on record; in place of an earlier text, an edit. */
export function notePublished(
  room: Room,
  who: Doer,
  id: string,
  note: PublishedNote,
): Promise<Ruled<Message>> {
  return act(room, who, async (now) => {
    const cleared = await clear(room, now, id, note)
    if (typeof cleared === 'string') return { ok: false, why: cleared }
    const saidMs = note.publishedAt === undefined ? now.nowMs : Date.parse(note.publishedAt)
    const why = noteProblem(cleared, note, { saidMs, nowMs: now.nowMs })
    if (why !== undefined) return { ok: false, why }
    const publishedAtMs = Math.min(saidMs, now.nowMs)
    const earlier = publicAt(cleared.kept.publications, note)
    if (earlier !== undefined)
      await endPublication(now, who, earlier, { how: 'replaced', atMs: publishedAtMs })
    const publicationId = room.newId()
    await insertPublication(now, who, cleared, { note, publishedAtMs, publicationId })
    await settleOut(now.db, id)
    const correction = earlier && (await correctionByHand(now.tx, id, note.language))
    if (correction !== undefined)
      await noteCorrection(
        room,
        now.tx,
        {
          ...{ account: note.account, language: note.language, messageId: id, publicationId, how: 'hand' },
          ...{ correctionId: correction.id, originalId: earlier?.id },
        },
        now.nowMs,
      )
    await tellScreens(room, now, id)
    await room.store.notify(publishedChannel, publicationId, now.tx)
    const message = await seen(room, now, who, id)
    const seq = await keepRecord(
      now.tx,
      deliveryRecord(who, cleared, { note, publishedAtMs, earlier, correction }),
      now.nowMs,
    )
    await noteRecorded(now.tx, cleared.version.content, seq)
    return { ok: true, value: message }
  })
}

/** Whoever has the message open sees at once what became public: above all that half of it stands alone. */
function tellScreens(room: Room, now: Moment, id: string): Promise<void> {
  return room.store.notify(approvalsChannel, JSON.stringify({ item: itemOf(id) }), now.tx)
}

function noteProblem(
  { kept, version }: Cleared,
  note: PublishedNote,
  at: { saidMs: number; nowMs: number },
): Refusal | undefined {
  if (version.sha256 !== note.sha256) return 'changed'
  if (publicAt(kept.publications, note)?.sha256 === note.sha256) return 'already-public'
  const agoMs = at.nowMs - at.saidMs
  return agoMs < -clocksDifferMs || agoMs > publishingLimits.notedLateMsMax ? 'not-then' : undefined
}

type Outing = { note: PublishedNote; publishedAtMs: number }

async function insertPublication(
  now: Moment,
  who: Doer,
  { kept, version, round }: Cleared,
  { note, publishedAtMs, publicationId }: Outing & { publicationId: string },
): Promise<void> {
  const pair = kept.versions.filter(({ account }) => account === note.account)
  await now.db
    .insertInto('message_publications')
    .values({
      ...{ id: publicationId, message_id: kept.id, account: note.account, language: note.language },
      ...{ round, sha256: version.sha256, content: version.contentText, url: note.url },
      pair: JSON.stringify(Object.fromEntries(pair.map(({ language, sha256 }) => [language, sha256]))),
      published_at: new Date(publishedAtMs),
      noted_at: new Date(now.nowMs),
      noted_by: who.session.person.name,
      answers: publicBeside(kept.publications, note, publicAt(kept.publications, note))?.id ?? null,
      ...{ ended_at: null, ended_how: null, ended_by: null, ended_reason: null },
    })
    .execute()
}

async function endPublication(
  now: Moment,
  who: Doer,
  { id }: KeptPublication,
  o: { how: 'replaced' | 'taken-down'; atMs: number; reason?: string },
): Promise<void> {
  await now.db
    .updateTable('message_publications')
    .set({
      ended_at: new Date(o.atMs),
      ended_how: o.how,
      ended_by: who.session.person.name,
      ended_reason: o.reason ?? null,
    })
    .where('id', '=', id)
    .execute()
}

/** What the archive keeps: the very text that is public now, where, since when, and how long one language stood alone. */
function deliveryRecord(
  who: Doer,
  { kept, version, round }: Cleared,
  {
    note,
    publishedAtMs,
    earlier,
    correction,
  }: Outing & { earlier: KeptPublication | undefined; correction: { id: string; words: string } | undefined },
): NewRecord {
  const half = halvesOut(kept.publications).find(({ account }) => account === note.account)
  const aloneMs = half?.missing.includes(note.language) === true ? publishedAtMs - half.sinceMs : 0
  return {
    kind: earlier === undefined ? 'delivery' : 'edit',
    by: actorOf(who),
    subject: itemOf(kept.id),
    ...{ account: note.account, language: note.language, lane: kept.lane },
    facts: {
      ...{ title: kept.title, round, sha256: version.sha256, content: version.contentText },
      ...{ url: note.url, byHand: true, publishedAt: new Date(publishedAtMs).toISOString() },
      ...(earlier === undefined ? {} : { sha256Before: earlier.sha256, urlBefore: earlier.url }),
      ...(correction === undefined ? {} : { correction }),
      ...fileFacts(version.content),
      // Promise 4: half of a pair is never public alone for long. By hand it can be, and then it is on record.
      ...(aloneMs > publishingLimits.aloneMsMax ? { otherLanguageAloneS: Math.round(aloneMs / 1000) } : {}),
    },
  }
}

/** Notes that a post of ours was taken down by hand: a deletion on record, with its reason. */
export function noteTakenDown(
  room: Room,
  who: Doer,
  id: string,
  note: TakenDownNote,
): Promise<Ruled<Message>> {
  return act(room, who, async (now) => {
    const kept = await readMessage(now.db, id, 'update')
    if (kept === undefined) return { ok: false, why: 'no-such-message' }
    const found = kept.publications.find((one) => one.id === note.publicationId)
    if (found === undefined || found.endedAtMs !== undefined) return { ok: false, why: 'not-public' }
    const { account, language, sha256, url } = found
    if (!mayAt(now.grants, 'publish', { lane: kept.lane, places: [found] }))
      return { ok: false, why: 'no-right-to-publish' }
    await endPublication(now, who, found, { how: 'taken-down', atMs: now.nowMs, reason: note.reason })
    await settleOut(now.db, id)
    await tellScreens(room, now, id)
    const message = await seen(room, now, who, id)
    const publishedAt = new Date(found.publishedAtMs).toISOString()
    const facts = { title: kept.title, sha256, url, byHand: true, publishedAt, reason: note.reason }
    const about = { subject: itemOf(id), account, language, lane: kept.lane }
    await keepRecord(now.tx, { kind: 'deletion', by: actorOf(who), ...about, facts }, now.nowMs)
    return { ok: true, value: message }
  })
}

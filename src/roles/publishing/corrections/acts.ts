import { actorOf } from '#access/people/actor.ts'
import type { VersionContent } from '#kernel/version-content.ts'
import { act, type Doer, type Moment, type Room } from '#roles/publishing/act.ts'
import { plansFor, writeContents } from '#roles/publishing/corrections/aiming.ts'
import type { CorrectionForm } from '#roles/publishing/corrections/contract.ts'
import { planAt } from '#roles/publishing/corrections/plan.ts'
import { aimed, pageBeside, replyWords, unsaid, type Plan } from '#roles/publishing/corrections/rules.ts'
import {
  changeSentences,
  closeCorrection,
  insertCorrection,
  openCorrection,
  type KeptCorrection,
} from '#roles/publishing/corrections/store.ts'
import { seen, type Written } from '#roles/publishing/drafting.ts'
import type { Refusal } from '#roles/publishing/problems.ts'
import { asideOf, isOut, mayAt } from '#roles/publishing/rules.ts'
import { readMessage, type KeptMessage, type KeptVersion } from '#roles/publishing/store.ts'
import { itemOf } from '#roles/publishing/view.ts'
import { addWriter } from '#roles/publishing/write-message.ts'
import { storableJson } from '#store/storable.ts'

/**
 * Begins a correction of what is public of a message, or says otherwise what an open one says. Where a reply corrects, the version
 * becomes that reply, with words to begin with; everywhere else the words stay as they are, to be put right by their writer.
 */
export function correctMessage(room: Room, who: Doer, id: string, form: CorrectionForm): Promise<Written> {
  return act(room, who, async (now): Promise<Written> => {
    const kept = await readMessage(now.db, id, 'update')
    if (kept === undefined) return { ok: false, why: 'no-such-message' }
    if (kept.revision !== form.revision)
      return { ok: false, why: 'changed-meanwhile', current: await seen(room, now, who, id) }
    const open = await openCorrection(now.tx, id)
    const plans = await plansFor(room, now, kept)
    const why = beginProblem(now, { kept, open, plans, sentences: form.sentences })
    if (why !== undefined) return { ok: false, why }
    await keep(room, now, { kept, open, plans, form })
    const contents: VersionContent[] = []
    for (const version of kept.versions)
      contents.push(await begun(room, version, { plans, open, sentences: form.sentences }))
    await write(room, now, who, { kept, contents })
    return { ok: true, value: await seen(room, now, who, id) }
  })
}

type Begun = {
  kept: KeptMessage
  open: KeptCorrection | undefined
  plans: readonly Plan[]
  sentences: Readonly<Record<string, string>>
}

function beginProblem(now: Moment, { kept, open, plans, sentences }: Begun): Refusal | undefined {
  const { lane, versions } = kept
  if (!mayAt(now.grants, 'write', { lane, places: versions })) return 'no-right-to-write'
  if (plans.every(({ how }) => how === 'new')) return 'nothing-public'
  const languages = versions.map(({ language }) => language)
  if (unsaid(languages, sentences).length > 0) return 'correction-unsaid'
  return open?.places.some(({ sent }) => sent !== undefined) === true ? 'correction-out' : undefined
}

async function keep(
  room: Room,
  now: Moment,
  { kept, open, plans, form }: Omit<Begun, 'sentences'> & { form: CorrectionForm },
): Promise<void> {
  const spoken = new Set(kept.versions.map(({ language }) => language))
  const sentences = Object.fromEntries(Object.entries(form.sentences).filter(([one]) => spoken.has(one)))
  if (open !== undefined) return changeSentences(now.tx, open.id, sentences)
  const { personId: id, shownName: name } = now.writer
  const correction = {
    ...{ id: room.newId(), messageId: kept.id, sentences, by: { id, name } },
    places: kept.versions.map((version) => {
      const { account, language, contentText: content, sha256, files, written } = version
      const { how, original } = planAt(plans, version)
      return { account, language, how, originalId: original?.id, before: { content, sha256, files, written } }
    }),
  }
  await insertCorrection(now.tx, correction, now.nowMs)
}

/** A version as a correction begins it. A reply nobody wrote words for yet is given some; other words are its writer's. */
async function begun(
  room: Room,
  version: KeptVersion,
  { plans, open, sentences }: Omit<Begun, 'kept'>,
): Promise<VersionContent> {
  const plan = planAt(plans, version)
  const { language } = version
  const sentence = sentences[language] ?? ''
  const { replyTo: _replyTo, correction: _correction, poll: _poll, ...words } = version.content
  const content = { ...words, ...aimed(asideOf(version.content), plan, sentence) }
  const pageUrl = pageBeside(plans, language)
  const earlier = open === undefined ? [] : suggestions(open.sentences[language] ?? '', { language, pageUrl })
  const isUnwritten = plan.newest?.sha256 === version.sha256 || earlier.includes(content.parts.join('\n\n'))
  if (plan.how !== 'reply' || !isUnwritten) return content
  // A reply says what was wrong, and neither its files nor its card again.
  const { card: _card, ...bare } = content
  for (const text of suggestions(sentence, { language, pageUrl })) {
    const reply = { ...bare, parts: [text], media: [] }
    const problems = await room.sending.check(reply)
    if (problems === undefined || problems.length === 0) return reply
  }
  return { ...bare, parts: [replyWords(sentence, { language })], media: [] }
}

/** With the address of our own page where that fits; without where it does not. */
function suggestions(sentence: string, o: { language: string; pageUrl: string | undefined }): string[] {
  const plain = replyWords(sentence, { language: o.language })
  return o.pageUrl === undefined ? [plain] : [replyWords(sentence, o), plain]
}

/**
 * Writes versions as a change like any other: approvals hear of it, whoever did it counts as a writer, the revision grows. Files
 * follow: what has none in its content has none any more.
 */
async function write(
  room: Room,
  now: Moment,
  who: Doer,
  { kept, contents }: { kept: KeptMessage; contents: readonly VersionContent[] },
): Promise<void> {
  const changed = await writeContents(now, kept, contents)
  if (changed.length === 0) return
  for (const { account, language } of changed.filter(({ content }) => content.media.length === 0))
    await now.db
      .updateTable('message_versions')
      .set({ files: storableJson([]) })
      .where('message_id', '=', kept.id)
      .where('account', '=', account)
      .where('language', '=', language)
      .execute()
  await touch(room, now, who, kept)
}

/** Notes that a message was changed just now. */
async function touch(room: Room, now: Moment, who: Doer, kept: KeptMessage): Promise<void> {
  const { id, revision } = kept
  await addWriter(now.db, id, now.writer)
  const after = await readMessage(now.db, id)
  await now.db
    .updateTable('messages')
    .set({
      ...{ revision: revision + 1, changed_at: new Date(now.nowMs), changed_by: now.writer.shownName },
      is_out: isOut(after?.versions ?? [], kept.publications),
    })
    .where('id', '=', id)
    .execute()
  await room.approvals.edited(now.tx, { item: itemOf(id), writers: [who.personId], by: actorOf(who) })
}

/**
 * Ends an open correction. Where nothing of it went out, it is given up: every version is as it was when it was begun. Where some of
 * it did, that stays, and the rest is left as it is.
 */
export function endCorrection(
  room: Room,
  who: Doer,
  id: string,
  { revision }: { revision: number },
): Promise<Written> {
  return act(room, who, async (now): Promise<Written> => {
    const kept = await readMessage(now.db, id, 'update')
    if (kept === undefined) return { ok: false, why: 'no-such-message' }
    if (kept.revision !== revision)
      return { ok: false, why: 'changed-meanwhile', current: await seen(room, now, who, id) }
    if (!mayAt(now.grants, 'write', { lane: kept.lane, places: kept.versions }))
      return { ok: false, why: 'no-right-to-write' }
    const open = await openCorrection(now.tx, id)
    if (open === undefined) return { ok: false, why: 'no-correction' }
    const isOut = open.places.some(({ sent }) => sent !== undefined)
    await closeCorrection(now.tx, open.id, { how: isOut ? 'done' : 'dropped', nowMs: now.nowMs })
    if (!isOut) await putBack(room, now, who, { kept, open })
    return { ok: true, value: await seen(room, now, who, id) }
  })
}

async function putBack(
  room: Room,
  now: Moment,
  who: Doer,
  { kept, open }: { kept: KeptMessage; open: KeptCorrection },
): Promise<void> {
  let count = 0
  for (const { account, language, before } of open.places) {
    const done = await now.db
      .updateTable('message_versions')
      .set({
        ...{ content: before.content, sha256: before.sha256, files: storableJson(before.files) },
        // Corrections from before it was kept have none: it is read from the content.
        written: before.written === undefined ? null : storableJson(before.written),
      })
      .where('message_id', '=', kept.id)
      .where('account', '=', account)
      .where('language', '=', language)
      .where('sha256', '<>', before.sha256)
      .executeTakeFirst()
    count += Number(done.numUpdatedRows)
  }
  if (count > 0) await touch(room, now, who, kept)
}

import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { versionBytes, type VersionContent } from '#kernel/version-content.ts'
import type { Moment, Room } from '#roles/publishing/act.ts'
import { plansOf, planAt } from '#roles/publishing/corrections/plan.ts'
import { aimed, changesPoll, isOther, type Plan } from '#roles/publishing/corrections/rules.ts'
import { openCorrection } from '#roles/publishing/corrections/store.ts'
import type { VersionForm } from '#roles/publishing/contract.ts'
import type { Refusal } from '#roles/publishing/problems.ts'
import { asideOf, formOf, isSamePlace, type WrittenForm } from '#roles/publishing/rules.ts'
import { readMessage, type KeptMessage, type KeptVersion } from '#roles/publishing/store.ts'
import { storableJson } from '#store/storable.ts'

// What a version answers, and what it corrects, stands in its content before that is hashed: it is put there when the message is
// saved and when it is asked about, from what is public in its place at that moment, and from nothing else.

/** A form with what each version answers and corrects, as its place stands now. */
export async function aimForm(
  room: Room,
  now: Moment,
  { before, form }: { before: KeptMessage; form: WrittenForm },
): Promise<WrittenForm> {
  if (before.publications.length === 0) return form
  const places = form.versions.map(({ account, language, parts }) => ({
    ...{ account, language, parts: parts.length },
  }))
  const plans = await plansOf(room, now.tx, { messageId: before.id, places })
  const open = await openCorrection(now.tx, before.id)
  const versions = form.versions.map((version) => {
    const was = before.versions.find((one) => isSamePlace(one, version))
    const { poll, ...words } = version
    const aside = { ...(was === undefined ? {} : asideOf(was.content)), poll }
    return { ...words, ...aimed(aside, planAt(plans, version), open?.sentences[version.language]) }
  })
  return { ...form, versions }
}

/** How each place of a kept message would be corrected now. */
export function plansFor(room: Room, now: Pick<Moment, 'tx'>, kept: KeptMessage): Promise<Plan[]> {
  const places = kept.versions.map(({ account, language, content }) => ({
    ...{ account, language, parts: content.parts.length },
  }))
  return plansOf(room, now.tx, { messageId: kept.id, places })
}

/**
 * The message with what its versions answer and correct as things stand at this moment, or why nobody can be asked about it yet. Its
 * words stay, so it is no change of anybody's; what is asked about is what would go out.
 */
export async function aimAnew(room: Room, now: Moment, kept: KeptMessage): Promise<KeptMessage | Refusal> {
  if (kept.publications.length === 0) return kept
  const plans = await plansFor(room, now, kept)
  const open = await openCorrection(now.tx, kept.id)
  if (open === undefined && kept.versions.some((one) => isOther(planAt(plans, one), one.sha256)))
    return 'correct-first'
  if (kept.versions.some((one) => changesPoll(planAt(plans, one), one.content))) return 'poll-is-out'
  const contents = kept.versions.map((version) => {
    const { replyTo: _replyTo, correction: _correction, poll: _poll, ...words } = version.content
    const aside = aimed(asideOf(version.content), planAt(plans, version), open?.sentences[version.language])
    return { ...words, ...aside }
  })
  const changed = await writeContents(now, kept, contents)
  return changed.length === 0 ? kept : ((await readMessage(now.db, kept.id)) ?? kept)
}

/** Writes what goes out of versions, where that is something else than before; returns those that were written. */
export async function writeContents(
  now: Pick<Moment, 'db'>,
  { id, versions }: KeptMessage,
  contents: readonly VersionContent[],
): Promise<KeptVersion[]> {
  const changed: KeptVersion[] = []
  for (const content of contents) {
    const was = versions.find((one) => isSamePlace(one, content))
    const { text, sha256 } = bytesOf(content)
    if (was === undefined || was.contentText === text) continue
    const written = rewritten(was, content)
    await now.db
      .updateTable('message_versions')
      .set({ content: text, sha256, written: storableJson(written) })
      .where('message_id', '=', id)
      .where('account', '=', content.account)
      .where('language', '=', content.language)
      .execute()
    changed.push({ ...was, content, contentText: text, sha256, written })
  }
  return changed
}

/** What was written, where the desk puts other words in its place: a correction as a reply is one post, and nobody's line is under it. */
function rewritten({ content: was, written, files }: KeptVersion, content: VersionContent): VersionForm {
  const isAsWritten = isDeepStrictEqual(was.parts, content.parts) && was.media.length === content.media.length
  return isAsWritten ? written : formOf(content, content.media.length === 0 ? [] : files)
}

function bytesOf(content: VersionContent): { text: string; sha256: string } {
  const text = new TextDecoder().decode(versionBytes(content))
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}

import type { Kysely } from 'kysely'
import type { Room } from '#roles/publishing/act.ts'
import type { CorrectionHow } from '#roles/publishing/corrections/contract.ts'
import { planAt, plansOf } from '#roles/publishing/corrections/plan.ts'
import { isDone } from '#roles/publishing/corrections/rules.ts'
import { closeCorrection, noteCorrected, openCorrection } from '#roles/publishing/corrections/store.ts'
import type { CorrectionTables } from '#roles/publishing/corrections/tables.ts'
import type { Place } from '#roles/publishing/rules.ts'
import { readMessage } from '#roles/publishing/store.ts'
import type { Delivery } from '#sending/outbox.ts'

type Standing = { sending: Pick<Room['sending'], 'standing'> }

/** Something that a correction put into public, as it was just noted: its publication, and the one it corrects. */
export type Noted = Place & {
  messageId: string
  correctionId: string
  publicationId: string
  originalId: string | undefined
  how: CorrectionHow
}

/** Links what was put into public to its correction, which ends when nothing is left to do of it. */
export async function noteCorrection(
  room: Standing,
  tx: Kysely<unknown>,
  noted: Noted,
  nowMs: number,
): Promise<void> {
  const { correctionId: id, messageId } = noted
  await noteCorrected(tx, id, noted)
  // It was given up while it was on its way, and landed all the same.
  await tx
    .withTables<CorrectionTables>()
    .updateTable('corrections')
    .set({ ended_how: 'done' })
    .where('id', '=', id)
    .where('ended_how', '=', 'dropped')
    .execute()
  const kept = await readMessage(tx.withTables<CorrectionTables>(), messageId)
  const open = await openCorrection(tx, messageId)
  if (kept === undefined || open?.id !== id) return
  const places = kept.versions.map(({ account, language, content }) => ({
    ...{ account, language, parts: content.parts.length },
  }))
  const plans = await plansOf(room, tx, { messageId, places })
  const all = kept.versions.map((version) => ({ plan: planAt(plans, version), sha256: version.sha256 }))
  if (isDone(all)) await closeCorrection(tx, id, { how: 'done', nowMs })
}

/** How a delivery corrected its place: on our own page beside a note, where its words say one. */
export function howOf({ corrects, content }: Delivery): CorrectionHow {
  if (corrects?.how === 'reply') return 'reply'
  return content.correction === undefined ? 'edit' : 'page'
}

/** The correction that somebody carries out by hand, for the record: what it is, and what it says in this language. */
export async function correctionByHand(
  tx: Kysely<unknown>,
  messageId: string,
  language: string,
): Promise<{ id: string; words: string } | undefined> {
  const open = await openCorrection(tx, messageId)
  return open && { id: open.id, words: open.sentences[language] ?? '' }
}

import type { Kysely } from 'kysely'
import type { Words } from '#kernel/words.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'
import type { FacePurpose } from '#roles/faces/people/contract.ts'
import { bylineOf } from '#roles/faces/people/rules.ts'
import { holdPerson } from '#roles/faces/people/store.ts'
import type { FaceTables } from '#roles/faces/people/tables.ts'

/** A consent that is over now; `line`: what stood under messages by it. */
export type Ended = { id: string; personId: string; purposes: FacePurpose[]; line: Words | undefined }

/** Ends the consent that stands, in this transaction, and empties it of the person's words. Undefined where none stood. */
export async function endConsent(
  tx: Kysely<unknown>,
  o: { personId: string; how: 'self' | 'owner' | 'replaced' | 'left'; by: string; nowMs: number },
): Promise<Ended | undefined> {
  const db = tx.withTables<FaceTables>()
  const row = await db
    .selectFrom('face_consents')
    .select(['id', 'purposes', 'shown'])
    .where('person_id', '=', o.personId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  await db
    .updateTable('face_consents')
    .set({ ended_at: new Date(o.nowMs), ended_by: o.by, ended_how: o.how, shown: null, slug: null })
    .where('id', '=', row.id)
    .execute()
  const { id, purposes, shown } = row
  const line = shown !== null && purposes.includes('byline') ? bylineOf(shown) : undefined
  return { id, purposes, line, personId: o.personId }
}

/** Who leaves shows nothing from that moment, and what they wrote of themself goes with them. */
export async function faceLeaves(
  needs: Pick<FacesNeeds, 'bylineEnded' | 'clock'>,
  personId: string,
  tx: Kysely<unknown>,
): Promise<void> {
  const db = tx.withTables<FaceTables>()
  // Held first, so that nobody agrees to something in the moment in which they leave.
  await holdPerson(db, personId, 'alone')
  const nowMs = needs.clock.nowMs()
  const ended = await endConsent(tx, { personId, how: 'left', by: personId, nowMs })
  if (ended?.line !== undefined) await needs.bylineEnded(tx, personId)
  await db.deleteFrom('face_proposals').where('person_id', '=', personId).execute()
  await db.deleteFrom('faces').where('person_id', '=', personId).execute()
}

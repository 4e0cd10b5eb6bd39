import type { ColumnType, Kysely } from 'kysely'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Words } from '#kernel/words.ts'
import type { Face, FaceField, FaceProposal, FacePurpose, ShownFace } from '#roles/faces/people/contract.ts'

/** The tables of people as the public meets them, beside those of `access`. */
export type FaceTables = PeopleTables & {
  faces: {
    person_id: string
    face: ColumnType<Face, string, string>
    revision: number
    changed_at: Date
  }
  face_consents: {
    id: string
    person_id: string
    fields: FaceField[]
    purposes: FacePurpose[]
    wording: ColumnType<Words, string, never>
    /** Empty once it is over. */
    shown: ColumnType<ShownFace | null, string, null>
    slug: ColumnType<string | null, string | null, null>
    given_at: Date
    ended_at: ColumnType<Date | null, null | undefined, Date>
    ended_by: ColumnType<string | null, null | undefined, string>
    ended_how: ColumnType<'self' | 'owner' | 'replaced' | 'left' | null, null | undefined, string>
  }
  face_slugs: { slug: string; person_id: string }
  face_proposals: {
    person_id: string
    proposal: ColumnType<FaceProposal, string, string>
    by_id: string
    at: Date
  }
}

/** A database, or a transaction, with these tables. */
export type FaceDb = Kysely<FaceTables>

import type { Kysely } from 'kysely'
import type { MyFace } from '#roles/faces/people/contract.ts'
import { Face, FaceProposal } from '#roles/faces/people/contract.ts'
import type { FaceDb, FaceTables } from '#roles/faces/people/tables.ts'

/** Consents that are over, as their person sees them. */
const earlierMax = 20

/** What somebody sees of themself: what they wrote, what they agreed to, what an owner would like. */
export async function readMine(anyDb: Kysely<unknown>, personId: string): Promise<MyFace> {
  const db = anyDb.withTables<FaceTables>()
  const written = await db
    .selectFrom('faces')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst()
  const proposal = await readProposal(db, personId)
  return {
    personId,
    revision: written?.revision ?? 0,
    ...(written === undefined ? {} : { face: Face.parse(written.face) }),
    ...(await readConsents(db, personId)),
    ...(proposal === undefined ? {} : { proposal }),
  }
}

async function readConsents(db: FaceDb, personId: string): Promise<Pick<MyFace, 'consent' | 'earlier'>> {
  const rows = await db
    .selectFrom('face_consents')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('given_at', 'desc')
    .orderBy('id')
    .limit(earlierMax + 1)
    .execute()
  const all = rows.map(({ id, fields, purposes, wording, given_at, ...row }) => ({
    consent: { id, fields, purposes, wording, givenAt: given_at.toISOString() },
    row,
  }))
  const earlier = all.flatMap(({ consent, row: { ended_at: at, ended_how: endedHow } }) =>
    at === null || endedHow === null ? [] : [{ ...consent, endedAt: at.toISOString(), endedHow }],
  )
  const standing = all.find(({ row }) => row.ended_at === null)
  if (standing === undefined || standing.row.shown === null) return { earlier }
  const { shown, slug } = standing.row
  return { consent: { ...standing.consent, shown, ...(slug === null ? {} : { slug }) }, earlier }
}

async function readProposal(db: FaceDb, personId: string): Promise<MyFace['proposal']> {
  const row = await db
    .selectFrom('face_proposals')
    .innerJoin('people', 'people.id', 'face_proposals.by_id')
    .select(['proposal', 'people.name', 'at'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { ...FaceProposal.parse(row.proposal), by: row.name, at: row.at.toISOString() }
}

import type { Kysely } from 'kysely'
import type { FaceList } from '#roles/faces/people/contract.ts'
import { standingConsents } from '#roles/faces/people/store.ts'
import type { FaceTables } from '#roles/faces/people/tables.ts'

/** People shown at once. */
const listedMax = 500

/** Everybody here with what they agreed to show. What somebody wrote and did not agree to is theirs alone. */
export async function listFaces(anyDb: Kysely<unknown>, personId: string | undefined): Promise<FaceList> {
  const db = anyDb.withTables<FaceTables>()
  const people = await db
    .selectFrom('people')
    .select(['id', 'name', 'is_owner'])
    .where('left_at', 'is', null)
    .orderBy('name')
    .limit(listedMax)
    .execute()
  const consents = new Map((await standingConsents(anyDb)).map((one) => [one.personId, one]))
  const proposed = await db.selectFrom('face_proposals').select('person_id').execute()
  const mayPropose = people.some(({ id, is_owner }) => id === personId && is_owner)
  return {
    mayPropose,
    people: people.map(({ id, name }) => {
      const consent = consents.get(id)
      return {
        ...{ id, name, isMe: id === personId },
        ...{ fields: consent?.fields ?? [], purposes: consent?.purposes ?? [] },
        ...(consent === undefined ? {} : { shown: consent.shown }),
        ...(consent === undefined || consent.slug === null ? {} : { slug: consent.slug }),
        isProposedTo: mayPropose && proposed.some((one) => one.person_id === id),
      }
    }),
  }
}

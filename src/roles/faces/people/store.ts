import { sql, type Kysely } from 'kysely'
import type { FaceField, FacePurpose, ShownFace } from '#roles/faces/people/contract.ts'
import { slugOf, takenSlugs } from '#roles/faces/people/rules.ts'
import type { FaceDb, FaceTables } from '#roles/faces/people/tables.ts'

/** A consent that stands, of somebody who is here. */
export type Standing = {
  personId: string
  fields: FaceField[]
  purposes: FacePurpose[]
  shown: ShownFace
  slug: string | null
}

/** As many as there are people, and no more. */
const readMax = 500

/** Every consent that stands, by the name shown; with a purpose, those that are for it. Whoever left has none, whatever a row says. */
export async function standingConsents(anyDb: Kysely<unknown>, purpose?: FacePurpose): Promise<Standing[]> {
  const rows = await anyDb
    .withTables<FaceTables>()
    .selectFrom('face_consents')
    .innerJoin('people', 'people.id', 'face_consents.person_id')
    .select(['person_id', 'fields', 'purposes', 'shown', 'slug'])
    .where('ended_at', 'is', null)
    .where('left_at', 'is', null)
    .$if(purpose !== undefined, (query) =>
      query.where(sql<boolean>`${purpose ?? ''} = any(face_consents.purposes)`),
    )
    .orderBy('given_at')
    .limit(readMax)
    .execute()
  const standing = rows.flatMap(({ person_id, shown, ...row }) =>
    shown === null ? [] : [{ personId: person_id, shown, ...row }],
  )
  return standing.toSorted((a, b) => a.shown.name.localeCompare(b.shown.name, 'en'))
}

/** Somebody who is here, as acts need them. */
export type Held = { id: string; name: string; is_owner: boolean }

/**
 * Somebody who is here, held until the transaction ends: they cannot leave meanwhile, and who is leaving is not here.
 *
 * @param how `alone`: nobody else holds them at the same time, so that acts of one person about themself take turns
 * @returns undefined when there is nobody of that id here
 */
export function holdPerson(
  db: Pick<FaceDb, 'selectFrom'>,
  id: string,
  how: 'alone' | 'shared' = 'shared',
): Promise<Held | undefined> {
  const person = db
    .selectFrom('people')
    .select(['id', 'name', 'is_owner'])
    .where('id', '=', id)
    .where('left_at', 'is', null)
  return (how === 'alone' ? person.forUpdate() : person.forShare()).executeTakeFirst()
}

/** The last letters of an address, where somebody else had it first. */
const slugTriesMax = 100

/** An address of this person's own: one they had before under that name, else the first nobody ever had. */
export async function takeSlug(db: FaceDb, o: { personId: string; name: string }): Promise<string> {
  const base = slugOf(o.name)
  for (let i = takenSlugs.has(base) ? 2 : 1; i <= slugTriesMax; i++) {
    const slug = i === 1 ? base : `${base}-${i}`
    await db
      .insertInto('face_slugs')
      .values({ slug, person_id: o.personId })
      .onConflict((twice) => twice.doNothing())
      .execute()
    const owner = await db
      .selectFrom('face_slugs')
      .select('person_id')
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (owner?.person_id === o.personId) return slug
  }
  throw new RangeError(`more than ${slugTriesMax} people showed themselves under one name`)
}

/** Which of these files somebody's picture is, as they wrote it or as it is shown: whoever sweeps files keeps these. */
export async function photosInUse(db: Kysely<unknown>, sha256s: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ sha256: string }>`
    select face->'photo'->>'sha256' as sha256 from faces
    where face->'photo'->>'sha256' = any(${sha256s}::text[])
    union select shown->'photo'->>'sha256' from face_consents
    where shown->'photo'->>'sha256' = any(${sha256s}::text[])`.execute(db)
  return new Set(rows.map(({ sha256 }) => sha256))
}

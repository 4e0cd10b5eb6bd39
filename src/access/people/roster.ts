import { sql, type Kysely } from 'kysely'
import { newLink } from '#access/links.ts'
import { actorOf } from '#access/people/actor.ts'
import type { Invitation, ListedPerson, PeopleList } from '#access/people/contract.ts'
import { peopleLimits } from '#access/people/contract.ts'
import { beyond } from '#access/people/grants.ts'
import { newId, whileStanding, type Doer, type Ground } from '#access/people/ground.ts'
import { readStanding } from '#access/people/read-standing.ts'
import type { Ruled } from '#access/people/rules.ts'
import { coolingUntilMs, grantsIn, needsSecondPerson, owners, present } from '#access/people/standing.ts'
import { readWaysIn } from '#access/people/ways-in.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { initialsOf } from '#access/rules.ts'
import type { AccessTables } from '#access/tables.ts'
import { keepRecord } from '#records/records.ts'
import { dayMs } from '#kernel/time.ts'

/** How long the first link of somebody who was invited works: it is handed over, so longer than one from the terminal. */
export const invitationMs = 3 * dayMs

const leftListedMax = 200

/** Somebody here who was not seen that long is marked on the list. */
const awayMs = 60 * dayMs

/** Everybody who is here, and the last who left. */
export async function listPeople(ground: Ground): Promise<PeopleList> {
  const nowMs = ground.clock.nowMs()
  const standing = await readStanding(ground.store.db, nowMs)
  const cooling = owners(standing).length < 2 ? coolingUntilMs(standing, nowMs) : undefined
  return {
    people: await readPeople(ground.db, nowMs),
    owners: owners(standing).length,
    secondPerson: needsSecondPerson(standing, nowMs),
    ...(cooling === undefined ? {} : { coolingUntil: new Date(cooling).toISOString() }),
  }
}

/** One person as the list shows them. */
export async function readPerson(
  db: Kysely<PeopleTables>,
  id: string,
  nowMs: number,
): Promise<ListedPerson | undefined> {
  return (await readPeople(db, nowMs, id))[0]
}

async function readPeople(db: Kysely<PeopleTables>, nowMs: number, id?: string): Promise<ListedPerson[]> {
  const rows = await db
    .selectFrom('people')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy(sql`left_at is not null`)
    .orderBy('left_at', 'desc')
    .orderBy('created_at')
    .limit(peopleLimits.peopleMax + leftListedMax)
    .execute()
  const teams = await db.selectFrom('team_people').selectAll().execute()
  const ways = await readWaysIn(db, nowMs)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    initials: initialsOf(row.name),
    ...(row.email === null ? {} : { email: row.email }),
    isOwner: row.is_owner,
    teams: teams.filter((one) => one.person_id === row.id).map((one) => one.team_id),
    joinedAt: row.created_at.toISOString(),
    ...(row.last_seen_at === null ? {} : { seenAt: row.last_seen_at.toISOString() }),
    isAway: row.left_at === null && nowMs - (row.last_seen_at ?? row.created_at).getTime() >= awayMs,
    ...(row.left_at === null ? {} : { leftAt: row.left_at.toISOString() }),
    signIn: ways.of(row.id),
  }))
}

/** A new person, in no team yet, and the token of their first link. */
export function invite(
  ground: Ground,
  who: Doer,
  o: Invitation,
): Promise<Ruled<{ personId: string; token: string; endsAtMs: number }>> {
  return whileStanding(ground, async ({ tx, anyTx, standing, nowMs }) => {
    if (present(standing).length >= peopleLimits.peopleMax) return { ok: false, why: 'too-many-people' }
    if (await isNameTaken(tx, o.name)) return { ok: false, why: 'name-taken' }
    const id = newId(ground)
    const about = { name: o.name, locale: o.locale, email: o.email ?? null, invited_by: who.personId }
    await tx
      .insertInto('people')
      .values({ id, is_owner: false, created_at: new Date(nowMs), ...about })
      .execute()
    const token = await newLink(anyTx.withTables<AccessTables>(), {
      personId: id,
      nowMs,
      chance: ground.chance,
      lastsMs: invitationMs,
    })
    const facts = { name: o.name, email: o.email ?? null }
    await keepRecord(
      anyTx,
      { kind: 'person-joined', by: actorOf(who), subject: `person:${id}`, facts },
      nowMs,
    )
    return { ok: true, value: { personId: id, token, endsAtMs: nowMs + invitationMs } }
  })
}

/** A new first link for somebody who never signed in. Whoever did gets theirs from the terminal: a link is the person. */
export function inviteAgain(
  ground: Ground,
  who: Doer,
  personId: string,
): Promise<Ruled<{ personId: string; token: string; endsAtMs: number }>> {
  return whileStanding(ground, async ({ tx, anyTx, standing, nowMs }) => {
    if (!present(standing).some(({ id }) => id === personId)) return { ok: false, why: 'no-such-person' }
    const person = await readPerson(tx, personId, nowMs)
    if (person?.seenAt !== undefined) return { ok: false, why: 'has-signed-in' }
    // Their link is their rights: whoever makes one could use it.
    if (beyond(grantsIn(standing, personId), grantsIn(standing, who.personId)).length > 0)
      return { ok: false, why: 'more-than-yours' }
    await tx.deleteFrom('sign_in_links').where('person_id', '=', personId).execute()
    const token = await newLink(anyTx.withTables<AccessTables>(), {
      personId,
      nowMs,
      chance: ground.chance,
      lastsMs: invitationMs,
    })
    return { ok: true, value: { personId, token, endsAtMs: nowMs + invitationMs } }
  })
}

/** Whether somebody here has this name, whatever its capitals: names stand for people on issues and watches. */
export async function isNameTaken(db: Kysely<PeopleTables>, name: string, exceptId = ''): Promise<boolean> {
  const row = await db
    .selectFrom('people')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where('left_at', 'is', null)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return row !== undefined
}

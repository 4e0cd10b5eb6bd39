import { writeTeam } from '#access/people/write-team.ts'
import { Invited, TeamList } from '#access/people/contract.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Desk } from '#app/desk.ts'
import { wallClock } from '#kernel/time.ts'
import type { Grant, Verb } from '#kernel/permission.ts'
import { signIn, signInBy, type Ask } from './desk.ts'

/** Somebody who has joined a desk and is signed in: `ask` speaks to its API as them, `signInLink` opens a browser as them. */
export type Joined = { id: string; name: string; ask: Ask; signInLink: () => Promise<string> }

/** What somebody may do who joins: as an owner, through teams there are (by their English name), or by grants. */
export type Joining = {
  name: string
  owner?: boolean
  teams?: readonly string[]
  grants?: readonly (Grant | Verb)[]
}

/**
 * Brings somebody to a desk: invited through the API, signed in by their link, then given what they may do by a stroke in
 * the tables, as if it had been asked for and confirmed long ago.
 */
export async function joinDesk(
  desk: Pick<Desk, 'url' | 'signInLink' | 'store' | 'access'>,
  o: Joining,
): Promise<Joined> {
  const asOwner = await signIn(desk)
  const answer = await asOwner('/api/people', { method: 'POST', body: { name: o.name, locale: 'en' } })
  if (answer.status !== 201) throw new Error(`${o.name} was not invited: ${await answer.text()}`)
  const { link, person } = Invited.parse(await answer.json())
  const ask = await signInBy(desk, link)
  const { teams } = TeamList.parse(await (await asOwner('/api/teams')).json())
  const db = desk.store.db.withTables<PeopleTables>()
  if (o.owner === true)
    await db.updateTable('people').set({ is_owner: true }).where('id', '=', person.id).execute()
  for (const name of o.teams ?? []) {
    const team = teams.find((one) => one.name.en === name)
    if (team === undefined) throw new Error(`there is no team ${name}`)
    await db.insertInto('team_people').values({ team_id: team.id, person_id: person.id }).execute()
  }
  if (o.grants !== undefined) {
    const grants = o.grants.map((one) => (typeof one === 'string' ? everywhere(one) : one))
    const form = { name: { en: `Team of ${o.name}`, fr: `Équipe de ${o.name}` }, grants, people: [person.id] }
    await writeTeam(db, `team-${person.id}`, form, wallClock.nowMs())
  }
  return {
    id: person.id,
    name: o.name,
    ask,
    signInLink: () => desk.access.newSignInLink(desk.url, { personId: person.id }),
  }
}

function everywhere(verb: Verb): Grant {
  return { verb, account: '*', language: '*', lane: '*' }
}

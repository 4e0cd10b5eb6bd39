import { sql } from 'kysely'
import { Identities, type ListedIdentity } from '#access/oidc/contract.ts'
import type { City } from '#access/oidc/test-city.ts'
import type { Browser } from '#access/oidc/test-visit.ts'
import type { Store } from '#store/store.ts'

/** For tests: people of a city with accounts at its provider, and what the store knows of them. */
export type Office = ReturnType<typeof officeOf>

/** Opens it on the store of a city. */
export function officeOf({ db }: Pick<Store, 'db'>, city: City) {
  return {
    /** Somebody invited who came in by the provider, at a browser with a fresh proof. */
    connected: async (o: Parameters<City['desk']>[0] = {}) => {
      const opened = await city.desk(o)
      const person = await city.invite()
      const { status } = await opened.browser.signIn()
      if (status !== 303) throw new Error(`${person.name} should come in: ${status}`)
      await city.signedIn(opened, person.id, { isFresh: true })
      return { ...opened, ...person }
    },
    addPasskey: async (personId: string, host = 'localhost'): Promise<void> => {
      const id = `${host} ${personId}`
      await sql`insert into passkeys (id, person_id, credential_id, public_key, counter, transports, host, name, synced, made_at)
        values (${id}, ${personId}, ${Buffer.from(id)}, '\\x00', 0, '{}', ${host}, 'One', false, now())`.execute(
        db,
      )
    },
    /** A further account of somebody's; missing: at the city's provider too. */
    addAnother: async (personId: string, at = { provider: 'city', issuer: city.provider.issuer }) => {
      const id = `${at.provider} ${personId}`
      await sql`insert into identities (id, person_id, provider, issuer, subject, made_at, used_at)
        values (${id}, ${personId}, ${at.provider}, ${at.issuer}, ${id}, now(), now())`.execute(db)
    },
    /** What the archive has of somebody's accounts, oldest first. */
    records: async (personId: string): Promise<{ kind: string; body: string }[]> => {
      const { rows } = await sql<{ kind: string; body: string }>`
        select kind, body from records_entries where subject = ${`identity:${personId}`} order by seq`.execute(
        db,
      )
      return rows
    },
    /** While `work` runs, the database does this when a table is written to; late: when that is committed. */
    withTrigger: async (
      o: { when: string; does: string; isLate?: boolean },
      work: () => Promise<void>,
    ): Promise<void> => {
      const late = o.isLate === true
      const kind = late ? 'constraint trigger' : 'trigger'
      const when = `${o.when} ${late ? 'deferrable initially deferred' : ''}`
      await sql
        .raw(`create function meddle() returns trigger language plpgsql as 'begin ${o.does}; end'`)
        .execute(db)
      await sql.raw(`create ${kind} meddle ${when} for each row execute function meddle()`).execute(db)
      try {
        await work()
      } finally {
        await sql`drop function meddle cascade`.execute(db)
      }
    },
  }
}

/** The accounts a browser's person sees as their own. */
export async function listed(browser: Browser): Promise<ListedIdentity[]> {
  const answer = await browser.ask('/api/identities')
  if (answer.status !== 200) throw new Error(`accounts were not shown: ${answer.status}`)
  return Identities.parse(await answer.json()).identities
}

/** The account of somebody who has one. */
export async function onlyOne(browser: Browser): Promise<ListedIdentity> {
  const [one, ...more] = await listed(browser)
  if (one === undefined || more.length > 0) throw new Error('should be one')
  return one
}

/** Disconnects an account; the status, and the stable word of a refusal. */
export async function disconnect(browser: Browser, id: string): Promise<[number, string]> {
  const answer = await browser.ask(`/api/identities/${id}`, 'DELETE')
  const text = await answer.text()
  return [answer.status, text === '' ? '' : (JSON.parse(text) as { error: string }).error]
}

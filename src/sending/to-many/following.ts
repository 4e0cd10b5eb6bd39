import type { Kysely } from 'kysely'
import { openAccounts } from '#access/people/accounts.ts'
import type { FederationTables } from '#sending/federation/tables.ts'

/** A feed of ours: an account of our own site in one language. `path`: without the ending of its format. */
export type FeedOffered = { name: string; language: string; path: string }

/** An actor of ours on the fediverse, as people look for it. */
export type ActorOffered = { handle: string; language: string }

/** The account of our own site that every desk has; the feeds of others carry its name in their address. */
const siteAccount = 'site'

/** The feeds of our own site, that of the whole desk first. */
export async function feedsOffered(anyDb: Kysely<unknown>): Promise<FeedOffered[]> {
  const ours = (await openAccounts(anyDb)).filter(({ network }) => network === 'pages')
  const site = ours.filter(({ id }) => id === siteAccount)
  const others = ours.filter(({ id }) => id !== siteAccount)
  return [...site, ...others].flatMap(({ id, handle, languages }) =>
    languages.map((language) => ({
      ...{ name: handle, language },
      path: `/feeds${id === siteAccount ? '' : `/${encodeURIComponent(id)}`}/${encodeURIComponent(language)}`,
    })),
  )
}

/** Our actors at this address, of accounts that are open. */
export async function actorsOffered(anyDb: Kysely<unknown>, publicUrl: string): Promise<ActorOffered[]> {
  const origin = URL.parse(publicUrl)
  if (origin === null) return []
  const open = new Set((await openAccounts(anyDb)).map(({ id }) => id))
  const rows = await anyDb
    .withTables<FederationTables>()
    .selectFrom('federation_actors')
    .select(['name', 'account', 'language'])
    .where('origin', '=', origin.origin)
    .orderBy('name')
    .limit(50)
    .execute()
  return rows
    .filter(({ account }) => open.has(account))
    .map(({ name, language }) => ({ handle: `@${name}@${origin.host}`, language }))
}

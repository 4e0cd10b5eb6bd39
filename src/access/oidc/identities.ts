import { sql, type Kysely } from 'kysely'
import { oidcLimits, providerOf, type Identity, type Provider } from '#access/oidc/rules.ts'
import type { OidcTables } from '#access/oidc/tables.ts'
import { randomText, type Chance } from '#api/chance.ts'
import type { RecordActor } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import type { Store } from '#store/store.ts'

/** What identities stand on. */
export type IdentityGround = { store: Store; chance: Chance }

type Found = { personId: string }

/**
 * Whose identity this is. One that is not known becomes the invited person's with that verified address, once: somebody
 * invited who never came in yet. Nobody else gets in by an address, for an address can pass on to another.
 */
export function personOf(
  ground: IdentityGround,
  o: { identity: Identity; provider: string; nowMs: number },
): Promise<Found | undefined> {
  return ground.store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<OidcTables>()
    const known = await findKnown(tx, o)
    if (known !== undefined) return known
    const invited = await findInvited(tx, o.identity)
    if (invited === undefined) return undefined
    await addIdentity(ground, tx, { ...o, personId: invited.id })
    // The link they were sent has served its end: whoever finds it later comes too late.
    await tx.deleteFrom('sign_in_links').where('person_id', '=', invited.id).execute()
    await record(anyTx, { ...o, person: invited, why: 'invited', by: { kind: 'person', ...invited } })
    return { personId: invited.id }
  })
}

/** Whose identity this is already; nobody is let in or linked by asking. */
export async function knownPerson(
  db: Kysely<OidcTables>,
  o: { identity: Identity; nowMs: number },
): Promise<string | undefined> {
  return (await findKnown(db, o))?.personId
}

async function findKnown(
  tx: Kysely<OidcTables>,
  { identity, nowMs }: { identity: Identity; nowMs: number },
): Promise<Found | undefined> {
  const row = await tx
    .updateTable('identities')
    .from('people')
    .set({ used_at: new Date(nowMs), ...(identity.email === undefined ? {} : { email: identity.email }) })
    .where('issuer', '=', identity.issuer)
    .where('subject', '=', identity.subject)
    .whereRef('people.id', '=', 'identities.person_id')
    .where('people.left_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
  return row && { personId: row.person_id }
}

async function findInvited(
  tx: Kysely<OidcTables>,
  { email, emailIsVerified }: Identity,
): Promise<{ id: string; name: string } | undefined> {
  if (email === undefined || !emailIsVerified) return undefined
  const rows = await tx
    .selectFrom('people')
    .select(['id', 'name'])
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .where('invited_by', 'is not', null)
    .where('left_at', 'is', null)
    .where('last_seen_at', 'is', null)
    .where('id', 'not in', tx.selectFrom('identities').select('person_id'))
    .limit(2)
    .forUpdate()
    .execute()
  // Two people with one address: neither is known by it.
  return rows.length === 1 ? rows[0] : undefined
}

/** What came of adding an identity to somebody signed in. */
export type Linked = 'linked' | 'already' | 'of-somebody-else' | 'enough'

/** Makes an identity somebody's own, who is signed in and has just proved it with a key of theirs. */
export function linkIdentity(
  ground: IdentityGround,
  o: { identity: Identity; provider: string; person: { id: string; name: string }; nowMs: number },
): Promise<Linked> {
  return ground.store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<OidcTables>()
    const known = await findKnown(tx, o)
    if (known !== undefined) return known.personId === o.person.id ? 'already' : 'of-somebody-else'
    const held = await tx.selectFrom('identities').select('id').where('person_id', '=', o.person.id).execute()
    if (held.length >= oidcLimits.identitiesPerPersonMax) return 'enough'
    await addIdentity(ground, tx, { ...o, personId: o.person.id })
    await record(anyTx, { ...o, why: 'added', by: { kind: 'person', ...o.person } })
    return 'linked'
  })
}

async function addIdentity(
  ground: IdentityGround,
  tx: Kysely<OidcTables>,
  o: { identity: Identity; provider: string; personId: string; nowMs: number },
): Promise<void> {
  const { issuer, subject, email = null } = o.identity
  // Somebody who left and comes back was invited as somebody new: the identity goes with them.
  await tx
    .deleteFrom('identities')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .where('person_id', 'in', tx.selectFrom('people').select('id').where('left_at', 'is not', null))
    .execute()
  const at = new Date(o.nowMs)
  const row = { id: randomText(ground.chance, 9), person_id: o.personId, provider: o.provider }
  await tx
    .insertInto('identities')
    .values({ ...row, issuer, subject, email, made_at: at, used_at: at })
    .execute()
}

async function record(
  tx: Kysely<unknown>,
  o: {
    identity: Identity
    provider: string
    person: { id: string; name: string }
    nowMs: number
    why: 'invited' | 'added'
    by: RecordActor
  },
): Promise<void> {
  const facts = { name: o.provider, of: o.person.name, email: o.identity.email ?? null, why: o.why }
  await keepRecord(tx, { kind: 'key-made', by: o.by, subject: `identity:${o.person.id}`, facts }, o.nowMs)
}

/** The providers somebody can sign in with, by id. */
export async function providersOf(db: Kysely<OidcTables>, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('identities')
    .select('provider')
    .distinct()
    .where('person_id', '=', personId)
    .orderBy('provider')
    .execute()
  return rows.map(({ provider }) => provider)
}

/** How many of somebody's identities sign them in: those at a provider the desk still has. */
export async function identitiesThatOpen(
  db: Kysely<OidcTables>,
  personId: string,
  providers: readonly Pick<Provider, 'id' | 'issuer'>[],
): Promise<number> {
  const rows = await db
    .selectFrom('identities')
    .select(['provider', 'issuer'])
    .where('person_id', '=', personId)
    .execute()
  return rows.filter((row) => providerOf(row, providers) !== undefined).length
}

import { sql, type Kysely, type Selectable } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import type { ListedIdentity } from '#access/oidc/contract.ts'
import type { OidcGround } from '#access/oidc/ground.ts'
import { isLastWayIn, providerOf } from '#access/oidc/rules.ts'
import type { OidcTables } from '#access/oidc/tables.ts'
import type { ProviderLine } from '#access/oidc/talking.ts'
import { actorOf } from '#access/people/actor.ts'
import { keepRecord } from '#records/records.ts'

type Ground = Pick<OidcGround, 'store' | 'db' | 'clock' | 'lines'>

/** Whose ways in are asked for; `host`: where passkeys must work to count, missing where none can. */
type Whose = { personId: string; host: string | undefined }

/** A person's own accounts elsewhere, newest first. */
export async function identitiesOf(ground: Ground, whose: Whose): Promise<ListedIdentity[]> {
  const held = await heldBy(ground.db, whose)
  return held.identities.map((row) => {
    const provider = lineOf(ground, row)?.provider
    return {
      id: row.id,
      provider: provider?.id ?? row.provider,
      name: provider?.name ?? { en: row.provider, fr: row.provider },
      ...(row.email === null ? {} : { email: row.email }),
      connectedAt: row.made_at.toISOString(),
      usedAt: row.used_at.toISOString(),
      opens: provider !== undefined,
      isLastWayIn: isLast(ground, held, row),
    }
  })
}

/** What came of disconnecting. */
export type Disconnected = 'disconnected' | 'not-theirs' | 'last-way-in'

/**
 * Takes one of their identities from a person, with its record. What they are signed in to stays open, as with a passkey
 * that is removed.
 */
export function disconnect(
  ground: Ground,
  who: SignedIn,
  o: { id: string; host: string | undefined },
): Promise<Disconnected> {
  return ground.store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<OidcTables>()
    // One at a time for each person: of two at once, each would count on the other to stay.
    await tx.selectFrom('people').select('id').where('id', '=', who.personId).forUpdate().execute()
    const held = await heldBy(tx, { personId: who.personId, host: o.host })
    const row = held.identities.find(({ id }) => id === o.id)
    if (row === undefined) return 'not-theirs'
    if (isLast(ground, held, row)) return 'last-way-in'
    await tx.deleteFrom('identities').where('id', '=', row.id).execute()
    const facts = {
      name: row.provider,
      of: who.session.person.name,
      email: row.email,
      why: 'disconnected',
    }
    await keepRecord(
      anyTx,
      { kind: 'key-ended', by: actorOf(who), subject: `identity:${who.personId}`, facts },
      ground.clock.nowMs(),
    )
    return 'disconnected'
  })
}

type Row = Selectable<OidcTables['identities']>
type Held = { passkeys: number; identities: readonly Row[] }

async function heldBy(db: Kysely<OidcTables>, { personId, host = '' }: Whose): Promise<Held> {
  const { rows } = await sql<{ passkeys: number }>`
    select count(*)::int as passkeys from passkeys where person_id = ${personId} and host = ${host}`.execute(
    db,
  )
  const identities = await db
    .selectFrom('identities')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()
  return { passkeys: rows[0]?.passkeys ?? 0, identities }
}

function isLast(ground: Ground, { passkeys, identities }: Held, row: Row): boolean {
  const others = identities.filter((one) => one.id !== row.id && lineOf(ground, one) !== undefined).length
  return isLastWayIn({ opens: lineOf(ground, row) !== undefined, passkeys, others })
}

function lineOf({ lines }: Ground, row: Row): ProviderLine | undefined {
  const found = providerOf(
    row,
    lines.map(({ provider }) => provider),
  )
  return lines.find(({ provider }) => provider === found)
}

import type { Kysely } from 'kysely'
import type { ListedPasskey } from '#access/sign-in/contract.ts'
import type { SignInTables } from '#access/sign-in/tables.ts'

/** A passkey as kept. */
export type KeptPasskey = {
  id: string
  personId: string
  credentialId: Buffer
  publicKey: Buffer
  counter: number
  transports: string[]
  name: string
  host: string
}

/** A person's passkeys at one host, to name them to a browser. */
export async function passkeysAt(
  db: Kysely<SignInTables>,
  personId: string,
  host: string,
): Promise<{ id: string; transports: string[] }[]> {
  const rows = await db
    .selectFrom('passkeys')
    .select(['credential_id', 'transports'])
    .where('person_id', '=', personId)
    .where('host', '=', host)
    .execute()
  return rows.map((row) => ({ id: row.credential_id.toString('base64url'), transports: row.transports }))
}

/** The passkey a browser answered with; undefined when it is not one of this host, or its person has left. */
export async function findPasskey(
  db: Kysely<SignInTables>,
  credentialId: string,
  host: string,
): Promise<KeptPasskey | undefined> {
  const row = await db
    .selectFrom('passkeys')
    .innerJoin('people', 'people.id', 'passkeys.person_id')
    .select(['passkeys.id', 'person_id', 'credential_id', 'public_key', 'counter', 'transports'])
    .select(['passkeys.name', 'host'])
    .where('credential_id', '=', Buffer.from(credentialId, 'base64url'))
    .where('host', '=', host)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { id, name, transports } = row
  return {
    id,
    name,
    transports,
    host,
    personId: row.person_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
  }
}

/**
 * Notes that a passkey was used. False when its counter is no longer the one that was looked at: then another answer came
 * first, and this one is not to be believed.
 */
export async function noteUse(
  db: Kysely<SignInTables>,
  o: { passkey: KeptPasskey; counter: number; synced: boolean; nowMs: number },
): Promise<boolean> {
  const noted = await db
    .updateTable('passkeys')
    .set({ counter: o.counter, synced: o.synced, used_at: new Date(o.nowMs) })
    .where('id', '=', o.passkey.id)
    .where('counter', '=', String(o.passkey.counter))
    .executeTakeFirst()
  return noted.numUpdatedRows === 1n
}

/** A person's passkeys, newest first. */
export async function listPasskeys(
  db: Kysely<SignInTables>,
  personId: string,
  host: string | undefined,
): Promise<ListedPasskey[]> {
  const rows = await db
    .selectFrom('passkeys')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('made_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    madeAt: row.made_at.toISOString(),
    synced: row.synced,
    ...(row.used_at === null ? {} : { usedAt: row.used_at.toISOString() }),
    ...(row.host === host ? {} : { otherHost: row.host }),
    ...(row.refused_at === null ? {} : { refusedAt: row.refused_at.toISOString() }),
  }))
}

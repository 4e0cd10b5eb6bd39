import type { Archive } from '#records/archive.ts'
import type { SignedHead } from '#records/contract.ts'
import { lockHead } from '#records/records.ts'
import { readPublicKeys, signedHead, type PublicKey } from '#records/signing.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'

/** Signs how the chain stands now, unless that very state is signed already. */
export async function signHead({ store, signer, clock }: Archive): Promise<SignedHead> {
  return store.inTransaction(async (tx) => {
    const db = tx.withTables<RecordsTables>()
    const state = await lockHead(tx)
    const known = await headsWhere(db, { from: state.seq, to: state.seq, limit: 1 })
    if (known[0] !== undefined) return known[0]
    const head = signedHead(signer, { ...state, at: new Date(clock.nowMs()).toISOString() })
    const { seq, hash, at, key, signature } = head
    const row = { hash: Buffer.from(hash, 'hex'), signature: Buffer.from(signature, 'hex') }
    await db
      .insertInto('records_heads')
      .values({ seq, at: new Date(at), key_id: key, ...row })
      .execute()
    return head
  })
}

/** The newest signed head. */
export async function lastHead(db: RecordsDb): Promise<SignedHead | undefined> {
  return (await headsWhere(db, { limit: 1, newestFirst: true }))[0]
}

/** Signed heads of the entries `from` to `to`, oldest first unless asked otherwise. */
export async function headsWhere(
  db: RecordsDb,
  o: { from?: number; to?: number; limit: number; newestFirst?: boolean },
): Promise<SignedHead[]> {
  const rows = await db
    .selectFrom('records_heads')
    .selectAll()
    .$if(o.from !== undefined, (query) => query.where('seq', '>=', o.from ?? 0))
    .$if(o.to !== undefined, (query) => query.where('seq', '<=', o.to ?? 0))
    .orderBy('seq', o.newestFirst === true ? 'desc' : 'asc')
    .limit(o.limit)
    .execute()
  return rows.map(({ seq, hash, at, key_id: key, signature }) => ({
    seq,
    hash: hash.toString('hex'),
    at: at.toISOString(),
    key,
    signature: signature.toString('hex'),
  }))
}

/** Every key that ever signed here, newest first. */
export async function allKeys(db: RecordsDb): Promise<PublicKey[]> {
  const rows = await db.selectFrom('records_keys').select('pem').orderBy('made_at', 'desc').execute()
  return rows.flatMap(({ pem }) => readPublicKeys(pem))
}

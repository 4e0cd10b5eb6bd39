import { join } from 'node:path'
import type { Log } from '#kernel/log.ts'
import { dayMs, type Clock } from '#kernel/time.ts'
import { lastHead, signHead } from '#records/heads.ts'
import { keepRecord } from '#records/records.ts'
import { openSigner, type Signer } from '#records/signing.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'
import type { Store } from '#store/store.ts'

/** The archive, open for reading and signing. What rooms need to write in it is `keepRecord` alone. */
export type Archive = { store: Store; db: RecordsDb; clock: Clock; log: Log; signer: Signer }

/** What the archive is opened with. */
export type ArchiveNeeds = { store: Store; clock: Clock; log: Log; dataDir: string }

/** Opens the archive: its key is made on first start, and a head is signed when the last is older than a day. */
export async function openArchive({ store, clock, log, dataDir }: ArchiveNeeds): Promise<Archive> {
  const signer = await openSigner(join(dataDir, 'keys', 'records-ed25519.pem'))
  const archive = { store, db: store.db.withTables<RecordsTables>(), clock, log, signer }
  await introduceKey(archive)
  const last = await lastHead(archive.db)
  if (last === undefined || Date.parse(last.at) < clock.nowMs() - dayMs) await signHead(archive)
  return archive
}

/** A key that signs here for the first time is an entry too: from when on it counts is part of the chain. */
async function introduceKey({ store, signer, clock }: Archive): Promise<void> {
  const { id, pem, fingerprint } = signer.public
  await store.inTransaction(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .withTables<RecordsTables>()
      .insertInto('records_keys')
      .values({ id, pem, made_at: new Date(clock.nowMs()) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) return
    const made = { kind: 'key-made', by: { kind: 'desk' }, subject: `records-key:${id}` } as const
    await keepRecord(tx, { ...made, facts: { fingerprint, algorithm: 'Ed25519' } }, clock.nowMs())
  })
}

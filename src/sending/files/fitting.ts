import type { Kysely } from 'kysely'
import type { SendingLimits } from '#networks/sender.ts'
import { fileLimits, type KeptFile } from '#sending/files/contract.ts'
import { formsFor, shapeOf, takes } from '#sending/files/fit-rules.ts'
import type { FilesNeeds } from '#sending/files/files.ts'
import { factsOf, write } from '#sending/files/picture.ts'
import { FileNotKept, putFile, hashOf, wantFile, wholeFile } from '#sending/files/store.ts'
import type { FilesTables } from '#sending/files/tables.ts'
import { turns } from '#sending/files/turns.ts'

/** What came of making a file fit: what goes out, or the file as it is when nothing made of it would be taken. */
export type Fitted = { fits: true; file: KeptFile; changed: boolean } | { fits: false; file: KeptFile }

/** Each search holds a picture in memory; more wait. */
const inTurn = turns(fileLimits.conversionsAtOnce)

/** Makes a file fit, or finds what was made before. @throws FileNotKept */
export async function fitFile(
  needs: FilesNeeds,
  db: Kysely<unknown>,
  sha256: string,
  limits: SendingLimits,
): Promise<Fitted> {
  const file = await wantFile(db, sha256, needs.clock.nowMs())
  if (file === undefined) throw new FileNotKept(sha256)
  if (takes(limits.media[file.mediaType], file)) return { fits: true, file, changed: false }
  if (!file.mediaType.startsWith('image/')) return { fits: false, file }
  const shape = await hashOf(new TextEncoder().encode(shapeOf(limits)))
  const before = await remembered(needs, db, { file, shape })
  return before ?? inTurn(async () => make(needs, db, { file, shape, limits }))
}

type Place = { file: KeptFile; shape: string }

async function remembered(
  { clock }: FilesNeeds,
  db: Kysely<unknown>,
  { file, shape }: Place,
): Promise<Fitted | undefined> {
  const row = await db
    .withTables<FilesTables>()
    .selectFrom('media_fits')
    .select('fitted')
    .where('sha256', '=', file.sha256)
    .where('shape', '=', shape)
    .executeTakeFirst()
  if (row === undefined) return undefined
  if (row.fitted === null) return { fits: false, file }
  const copy = await wantFile(db, row.fitted, clock.nowMs())
  return copy && { fits: true, file: copy, changed: true }
}

async function make(
  needs: FilesNeeds,
  db: Kysely<unknown>,
  { file, shape, limits }: Place & { limits: SendingLimits },
): Promise<Fitted> {
  const copy = await copyFor(needs, db, file, limits).catch((error: unknown) => {
    if (!(error instanceof Error) || error instanceof FileNotKept) throw error
    needs.log('warn', 'a picture could not be made to fit', {
      sha256: file.sha256,
      detail: error.message.slice(0, 200),
    })
    return 'failed' as const
  })
  // Not remembered: it may have been the hour, not the picture.
  if (copy === 'failed') return { fits: false, file }
  await db
    .withTables<FilesTables>()
    .insertInto('media_fits')
    .values({ sha256: file.sha256, shape, fitted: copy?.sha256 ?? null })
    .onConflict((twice) => twice.doNothing())
    .execute()
  // Two at once: what is remembered counts, so that both give the same bytes.
  return (await remembered(needs, db, { file, shape })) ?? { fits: false, file }
}

/** The first form that is taken, put in the store; undefined when none is. */
async function copyFor(
  { clock }: FilesNeeds,
  db: Kysely<unknown>,
  file: KeptFile,
  limits: SendingLimits,
): Promise<KeptFile | undefined> {
  const bytes = await wholeFile(db, file.sha256)
  const facts = await factsOf(bytes)
  for (const form of formsFor(file, facts?.hasAlpha ?? false, limits)) {
    const { bytes: data, ...picture } = await write(bytes, form)
    const made = { ...picture, bytes: data.length }
    if (takes(limits.media[form.mediaType], made) && keepsMoving(file, made.frames))
      return putFile(db, { ...picture, data }, { by: undefined, nowMs: clock.nowMs() })
  }
  return undefined
}

/** Frames that are the same may be put together; a picture that moved must still move. */
function keepsMoving({ frames = 1 }: KeptFile, now: number): boolean {
  return frames === 1 || now > 1
}

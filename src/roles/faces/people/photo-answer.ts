import type { Kysely } from 'kysely'
import type { ApiContext } from '#api/api.ts'
import { answerProblem } from '#api/api.ts'
import { findFile, wholeFile } from '#sending/files/store.ts'
import type { FilesTables } from '#sending/files/tables.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'

/** Answers with a picture that may be seen. Nobody keeps it without asking again: it may be taken back at any moment. */
export async function answerPhoto(
  c: ApiContext,
  { store }: Pick<FacesNeeds, 'store'>,
  sha256: string,
): Promise<Response> {
  const file = await findFile(store.db, sha256)
  if (file === undefined) return answerProblem(c, 404, 'not-found')
  const told = { etag: `"${sha256}"`, 'cache-control': 'private, no-cache' }
  if (c.req.header('if-none-match')?.includes(sha256) === true) return c.body(null, 304, told)
  const bytes = await wholeFile(store.db, sha256)
  return c.body(Uint8Array.from(bytes).buffer, 200, {
    ...told,
    'content-type': file.mediaType,
    'content-length': String(file.bytes),
  })
}

/** Whether this person gave that file: what they just chose is theirs to look at before it is saved. */
export async function gaveFile(
  db: Kysely<unknown>,
  { sha256, by }: { sha256: string; by: string },
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/u.test(sha256)) return false
  const file = await db
    .withTables<FilesTables>()
    .selectFrom('media_files')
    .select('sha256')
    .where('sha256', '=', sha256)
    .where('kept_by', '=', by)
    .executeTakeFirst()
  return file !== undefined
}

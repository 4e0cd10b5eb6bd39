import type { Kysely } from 'kysely'
import type { ApiContext } from '#api/api.ts'
import { captionsType, type KeptFile } from '#sending/files/contract.ts'
import { smallPicture } from '#sending/files/picture.ts'
import { fileBytes, wholeFile } from '#sending/files/store.ts'
import { stretchAsked } from '#sending/files/stretch.ts'
import type { FilesTables } from '#sending/files/tables.ts'

/**
 * Headers of every answer: the type is the one we read, nothing in it runs, and it is shown only where the desk shows it. The bytes
 * of a hash never change, so a browser asks once.
 */
function headersOf(mediaType: string, etag: string) {
  const isShown = /^(?:image|video|audio)\//.test(mediaType) || mediaType === captionsType
  return {
    'content-type': isShown ? typeOf(mediaType) : 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=86400, immutable',
    etag: `"${etag}"`,
    ...(isShown ? {} : { 'content-disposition': 'attachment' }),
  }
}

function typeOf(mediaType: string): string {
  return mediaType === captionsType ? `${captionsType}; charset=utf-8` : mediaType
}

/** Answers with a file, or the stretch of it that a player asks for. */
export function answerWhole(c: ApiContext, db: Kysely<unknown>, file: KeptFile): Response {
  const told = { ...headersOf(file.mediaType, file.sha256), 'accept-ranges': 'bytes' }
  if (c.req.header('if-none-match') === told.etag) return c.body(null, 304, told)
  const asked = stretchAsked(c.req.header('range'), file.bytes)
  if (asked === 'none') return c.body(null, 416, { 'content-range': `bytes */${file.bytes}` })
  const { from, to } = asked ?? { from: 0, to: file.bytes - 1 }
  return c.body(streamOf(fileBytes(db, file.sha256, { from, to })), asked === undefined ? 200 : 206, {
    ...told,
    'content-length': String(to - from + 1),
    ...(asked === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${file.bytes}` }),
  })
}

/** Answers with the small picture of a picture, made at the first asking. */
export async function answerSmall(c: ApiContext, db: Kysely<unknown>, file: KeptFile): Promise<Response> {
  const told = headersOf('image/webp', `${file.sha256}-small`)
  if (c.req.header('if-none-match') === told.etag) return c.body(null, 304, told)
  const data = await smallOf(db, file)
  return c.body(new Uint8Array(data), 200, { ...told, 'content-length': String(data.length) })
}

async function smallOf(anyDb: Kysely<unknown>, { sha256 }: KeptFile): Promise<Buffer> {
  const db = anyDb.withTables<FilesTables>()
  const kept = await db
    .selectFrom('media_smalls')
    .select('data')
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  if (kept !== undefined) return kept.data
  const data = await smallPicture(await wholeFile(anyDb, sha256))
  await db
    .insertInto('media_smalls')
    .values({ sha256, media_type: 'image/webp', data })
    .onConflict((twice) => twice.doNothing())
    .execute()
  return data
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await pieces.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

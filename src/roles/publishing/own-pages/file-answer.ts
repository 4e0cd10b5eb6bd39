import { sql, type Kysely } from 'kysely'
import type { ApiContext } from '#api/api.ts'
import { answerNothing, answerWithdrawn, cacheForS, isKnown } from '#roles/publishing/own-pages/answer.ts'
import { readPage, type PageRow } from '#roles/publishing/own-pages/read-pages.ts'
import { practiceHeaders, type Site } from '#roles/publishing/own-pages/site.ts'
import { stretchAsked, type Stretch } from '#sending/files/stretch.ts'

/** Bytes read at once: a film of 100 MB is never whole in memory, however many watch it. */
const chunkBytes = 1024 * 1024

/** Which file of a page is asked for. */
export type AskedFile =
  | { kind: 'file' | 'captions'; key: string; /** From 0. */ at: number }
  | { kind: 'link-picture'; key: string }

/** Answers with a file of a page that is there, or a stretch of it: players of films ask for stretches. */
export async function answerFile(c: ApiContext, site: Site, asked: AskedFile): Promise<Response> {
  const row = await readPage(site.store.db, asked.key)
  const file = row && fileIn(row, asked)
  if (file !== undefined && row?.removedMs !== undefined) return answerWithdrawn(c)
  const size = file && (await sizeOf(site.store.db, file))
  if (row === undefined || file === undefined || size === undefined) return answerNothing(c)
  const told = {
    'cache-control': `public, max-age=${cacheForS}`,
    'last-modified': new Date(row.keptMs).toUTCString(),
    'accept-ranges': 'bytes',
    // Pictures of public messages may be shown by any site.
    'cross-origin-resource-policy': 'cross-origin',
    etag: `"${file.sha256}"`,
    ...practiceHeaders(site),
  }
  if (isKnown(c, { etag: told.etag, changedMs: row.keptMs })) return c.body(null, 304, told)
  const stretch = stretchAsked(c.req.header('range'), size)
  if (stretch === 'none') return c.body(null, 416, { 'content-range': `bytes */${size}` })
  const { from, to } = stretch ?? { from: 0, to: size - 1 }
  return c.body(chunks(site.store.db, file, { from, to }), stretch === undefined ? 200 : 206, {
    ...told,
    ...{ 'content-type': file.mediaType, 'content-length': String(to - from + 1) },
    ...(stretch === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${size}` }),
  })
}

type File = { sha256: string; mediaType: string }

function fileIn({ media, card }: PageRow, asked: AskedFile): File | undefined {
  if (asked.kind === 'link-picture') return card?.image
  const file = media[asked.at]
  if (asked.kind === 'file') return file
  return file?.captions && { sha256: file.captions.sha256, mediaType: 'text/vtt; charset=utf-8' }
}

async function sizeOf(db: Kysely<unknown>, { sha256 }: File): Promise<number | undefined> {
  const { rows } = await sql<{ size: number }>`
    select octet_length(data) as size from media_files where sha256 = ${sha256}`.execute(db)
  return rows[0]?.size
}

/** The bytes of a stretch, read as they are taken. */
function chunks(db: Kysely<unknown>, { sha256 }: File, { from, to }: Stretch): ReadableStream<Uint8Array> {
  let at = from
  return new ReadableStream(
    {
      async pull(controller) {
        const length = Math.min(chunkBytes, to - at + 1)
        const { rows } = await sql<{ part: Buffer }>`
          select substring(data from ${at + 1} for ${length}) as part from media_files
          where sha256 = ${sha256}`.execute(db)
        const part = rows[0]?.part
        if (part === undefined) return controller.error(new Error('the file is gone'))
        controller.enqueue(new Uint8Array(part))
        at += part.length
        if (at > to || part.length === 0) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

import { formOf } from '#networks/x/emulator/test-openapi.ts'
import {
  fine,
  problem,
  type Asked,
  type EmulatedFile,
  type Reply,
  type State,
} from '#networks/x/emulator/test-emulator-state.ts'

const pieceBytesMax = 5 * 1024 * 1024
const bad = (detail: string): Reply => problem(400, 'invalid-request', detail)

/** `POST /2/media/upload/initialize` */
export function beginFile(state: State, { body }: Asked): Reply {
  const asked = JSON.parse(body.toString('utf8')) as { media_type: string; total_bytes: number }
  state.sequence += 1
  const id = String(1_900_000_000_000_000_000n + BigInt(state.sequence))
  state.files.set(id, {
    ...{ mediaType: asked.media_type, bytesTotal: asked.total_bytes, pieces: new Map(), alt: '' },
    ...{ pendingLeft: state.filmsPending, state: 'open' },
  })
  return fine({ data: { id, media_key: `3_${id}`, expires_after_secs: 86_400 } })
}

/** `POST /2/media/upload/:id/append` */
export function addPiece(state: State, { body, contentType, match }: Asked): Reply {
  const file = state.files.get(match[1] ?? '')
  if (file?.state !== 'open') return bad('no such upload')
  const form = formOf(body, contentType)
  const piece = Buffer.from(String(form['media']), 'latin1')
  if (piece.length === 0 || piece.length > pieceBytesMax) return bad('a piece has 1 byte to 5 MB')
  file.pieces.set(Number(form['segment_index']), piece)
  return fine({ data: { expires_at: 2_000_000_000 } })
}

/** `POST /2/media/upload/:id/finalize` */
export function endFile(state: State, { match }: Asked): Reply {
  const id = match[1] ?? ''
  const file = state.files.get(id)
  if (file?.state !== 'open') return bad('no such upload')
  const bytes = [...file.pieces.values()].reduce((sum, { length }) => sum + length, 0)
  if (bytes !== file.bytesTotal) return bad(`${bytes} bytes of ${file.bytesTotal}`)
  const isFilm = file.mediaType.startsWith('video/')
  file.state = isFilm ? 'pending' : 'succeeded'
  const info = { processing_info: { state: 'pending', check_after_secs: 1 } }
  return fine({
    data: { id, media_key: `3_${id}`, size: bytes, expires_after_secs: 86_400, ...(isFilm && info) },
  })
}

/** `GET /2/media/upload?command=STATUS` */
export function fileState(state: State, { url }: Asked): Reply {
  const id = url.searchParams.get('media_id') ?? ''
  const file = state.files.get(id)
  if (file === undefined) return bad('no such upload')
  if (file.state === 'pending') workOn(file)
  const { state: now } = file
  const word = now === 'pending' ? 'in_progress' : now
  return fine({ data: { id, media_key: `3_${id}`, processing_info: { state: word, check_after_secs: 2 } } })
}

/** A film that begins with the letters `bad` is one nobody can read. */
function workOn(file: EmulatedFile): void {
  if (file.pendingLeft > 0) file.pendingLeft -= 1
  else file.state = file.pieces.get(0)?.subarray(0, 3).toString() === 'bad' ? 'failed' : 'succeeded'
}

/** `POST /2/media/metadata` */
export function describeFile(state: State, { body }: Asked): Reply {
  const asked = JSON.parse(body.toString('utf8')) as { id: string; metadata: { alt_text: { text: string } } }
  const file = state.files.get(asked.id)
  if (file === undefined) return bad('no such upload')
  file.alt = asked.metadata.alt_text.text
  return fine({ data: { id: asked.id, associated_metadata: asked.metadata } })
}

/** `POST /2/media/subtitles`: a film X has worked on, and a file of captions beside it. */
export function addSubtitles(state: State, { body }: Asked): Reply {
  const { id, media_category: category, subtitles } = JSON.parse(body.toString('utf8')) as Subtitles
  const film = state.files.get(id)
  const text = state.files.get(subtitles.id)
  if (film?.state !== 'succeeded' || text?.state !== 'succeeded') return bad('no such upload')
  if (!film.mediaType.startsWith('video/') || text.mediaType !== 'text/vtt')
    return bad('no film, or no captions')
  film.subtitles = { language: subtitles.language_code, fileId: subtitles.id }
  return fine({ data: { id, media_category: category, associated_subtitles: { subtitles: [subtitles] } } })
}

type Subtitles = {
  id: string
  media_category: string
  subtitles: { id: string; language_code: string; display_name: string }
}

/** The captions of a file, as text. */
export function captionsOf(state: State, { subtitles }: EmulatedFile): { language: string; text: string }[] {
  const text = subtitles && state.files.get(subtitles.fileId)
  if (subtitles === undefined || text === undefined) return []
  return [{ language: subtitles.language, text: Buffer.concat([...text.pieces.values()]).toString('utf8') }]
}

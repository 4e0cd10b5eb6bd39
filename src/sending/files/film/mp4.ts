import { inSeconds, type FilmFacts, type FilmRead } from '#sending/files/film/film.ts'

/** A box of an MP4: what it is, where it and its content begin, where it ends. Source: ISO/IEC 14496-12, 4.2. */
type Box = { type: string; at: number; from: number; to: number }

/** Boxes looked at in one file; a film has a few hundred. */
const boxesMax = 20_000

/** Boxes that hold remarks, the place and the camera: iTunes and Android (`udta`), Apple (`meta`), XMP (`uuid`). */
const remarks = new Set(['udta', 'meta', 'uuid'])

/** Reads an MP4 or M4A: its tables must be whole. Remarks are overwritten by empty space of the same length, so nothing else moves. */
export function readMovie(bytes: Uint8Array): FilmRead {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const top = boxesIn(view, { from: 0, to: view.length })
  if (top === 'cut-off' || top === undefined)
    return { ok: false, why: top === 'cut-off' ? 'cut-off' : 'unreadable' }
  const movie = top.find(({ type }) => type === 'moov')
  const hasContent = top.some(({ type, from, to }) => type === 'mdat' && to > from)
  if (movie === undefined || !hasContent)
    return { ok: false, why: movie === undefined ? 'cut-off' : 'unreadable' }
  const inside = boxesIn(view, movie)
  if (inside === undefined || inside === 'cut-off') return { ok: false, why: 'unreadable' }
  const tracks = inside.filter(({ type }) => type === 'trak').map((track) => trackOf(view, track))
  if (tracks.length === 0 || tracks.some((track) => track === undefined))
    return { ok: false, why: 'unreadable' }
  const told = tracks.flatMap((track) => track ?? [])
  const facts = factsOf(view, inside, told)
  if (facts === undefined) return { ok: false, why: 'type-not-taken' }
  const blank = [...top, ...inside, ...told.flatMap((track) => track.inside)].filter(({ type }) =>
    remarks.has(type),
  )
  return { ok: true, facts, bytes: withoutBoxes(view, blank) }
}

type Track = { kind: string; width: number; height: number; inside: Box[] }

/** Boxes one after the other; undefined when they cannot be read, `cut-off` when the last is longer than the file. */
function boxesIn(view: Buffer, { from, to }: { from: number; to: number }): Box[] | 'cut-off' | undefined {
  const boxes: Box[] = []
  let at = from
  while (at < to) {
    if (at + 8 > to) return 'cut-off'
    if (boxes.length >= boxesMax) return undefined
    const short = view.readUInt32BE(at)
    const type = view.toString('latin1', at + 4, at + 8)
    if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return undefined
    if (short === 1 && at + 16 > to) return 'cut-off'
    const size = short === 1 ? Number(view.readBigUInt64BE(at + 8)) : short || to - at
    const head = short === 1 ? 16 : 8
    if (size < head) return undefined
    if (at + size > to) return 'cut-off'
    boxes.push({ type, at, from: at + head, to: at + size })
    at += size
  }
  return boxes
}

/** What is inside a box, as a list; empty where it cannot be read. */
function within(view: Buffer, boxes: readonly Box[], type: string): Box[] {
  const box = boxes.find((one) => one.type === type)
  const inside = box && boxesIn(view, box)
  return Array.isArray(inside) ? inside : []
}

function trackOf(view: Buffer, track: Box): Track | undefined {
  const inside = boxesIn(view, track)
  if (!Array.isArray(inside)) return undefined
  const handler = within(view, inside, 'mdia').find(({ type }) => type === 'hdlr')
  const head = inside.find(({ type }) => type === 'tkhd')
  if (handler === undefined || handler.to - handler.from < 12 || head === undefined) return undefined
  // Width and height end the box, as whole numbers and parts of 65,536.
  const hasSize = head.to - head.from >= 84
  return {
    kind: view.toString('latin1', handler.from + 8, handler.from + 12),
    width: hasSize ? view.readUInt32BE(head.to - 8) >>> 16 : 0,
    height: hasSize ? view.readUInt32BE(head.to - 4) >>> 16 : 0,
    inside,
  }
}

function factsOf(view: Buffer, inside: readonly Box[], tracks: readonly Track[]): FilmFacts | undefined {
  const film = tracks.find(({ kind }) => kind === 'vide')
  const hasSound = tracks.some(({ kind }) => kind === 'soun')
  if (film === undefined && !hasSound) return undefined
  const seconds = inSeconds(durationOf(view, inside))
  if (film === undefined) return { mediaType: 'audio/mp4', ...seconds }
  const { width, height } = film
  return {
    mediaType: 'video/mp4',
    hasSound,
    ...(width > 0 && height > 0 ? { width, height } : {}),
    ...seconds,
  }
}

/** Of the movie header; version 1 has 64-bit times. */
function durationOf(view: Buffer, inside: readonly Box[]): number {
  const head = inside.find(({ type }) => type === 'mvhd')
  if (head === undefined || head.to - head.from < 32) return Number.NaN
  const isLong = view[head.from] === 1
  const scale = view.readUInt32BE(head.from + (isLong ? 20 : 12))
  const length = isLong ? Number(view.readBigUInt64BE(head.from + 24)) : view.readUInt32BE(head.from + 16)
  // All ones: not known.
  return length >= 2 ** 32 - 1 ? Number.NaN : length / scale
}

/** The same bytes with those boxes as empty space; the given ones when there are none. */
function withoutBoxes(view: Buffer, boxes: readonly Box[]): Uint8Array {
  if (boxes.length === 0) return view
  const copy = Buffer.from(view)
  for (const { at, from, to } of boxes) {
    copy.write('free', at + 4, 'latin1')
    copy.fill(0, from, to)
  }
  return copy
}

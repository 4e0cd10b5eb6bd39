import { inSeconds, type FilmRead } from '#sending/files/film/film.ts'

/** Elements of WebM that are looked at. Source: RFC 8794 (EBML), RFC 9559 (Matroska). */
const ids = {
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackType: 0x83,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  cluster: 0x1f43b675,
} as const

/** Elements looked at in one place; what comes before the film itself are a few dozen. */
const elementsMax = 5000

type Element = { id: number; from: number; to: number; isOpen: boolean }

/** Reads a WebM film: its tracks must stand before its content, and its end must be there. */
export function readWebm(bytes: Uint8Array): FilmRead {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = { from: 0, to: view.length }
  const segment = find(view, whole, ids.segment)
  if (segment === undefined) return { ok: false, why: 'unreadable' }
  if (segment.to > view.length) return { ok: false, why: 'cut-off' }
  const tracks = find(view, segment, ids.tracks)
  const told = tracks && children(view, tracks).filter(({ id }) => id === ids.track)
  const film = told?.find((one) => typeOf(view, one) === 1)
  const hasSound = told?.some((one) => typeOf(view, one) === 2) === true
  if (tracks === undefined) return { ok: false, why: 'unreadable' }
  if (film === undefined) return { ok: false, why: 'type-not-taken' }
  const cluster = find(view, segment, ids.cluster)
  if (cluster === undefined || cluster.to > view.length) return { ok: false, why: 'cut-off' }
  const video = find(view, film, ids.video)
  const [width, height] = [ids.width, ids.height].map((id) => video && wholeOf(view, find(view, video, id)))
  const size = width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : {}
  return {
    ok: true,
    facts: { mediaType: 'video/webm', hasSound, ...size, ...inSeconds(lengthOf(view, segment)) },
    bytes,
  }
}

function typeOf(view: Buffer, track: Element): number | undefined {
  return wholeOf(view, find(view, track, ids.trackType))
}

function lengthOf(view: Buffer, segment: Element): number {
  const info = find(view, segment, ids.info)
  const duration = info && floatOf(view, find(view, info, ids.duration))
  const scale = (info && wholeOf(view, find(view, info, ids.scale))) ?? 1_000_000
  return duration === undefined ? Number.NaN : (duration * scale) / 1e9
}

function find(view: Buffer, of: { from: number; to: number }, id: number): Element | undefined {
  return children(view, of).find((one) => one.id === id)
}

/** Elements one after the other, up to the film itself or to what cannot be read. */
function children(view: Buffer, of: { from: number; to: number }): Element[] {
  const found: Element[] = []
  const end = Math.min(of.to, view.length)
  for (let at = of.from; at < end && found.length < elementsMax;) {
    const id = number(view, at, 4, false)
    const size = id && number(view, at + id.length, 8, true)
    if (id === undefined || size === undefined) break
    const from = at + id.length + size.length
    // A size of ones only: it lasts to the end of what it is in, as in films that were recorded live.
    const to = size.isOpen ? of.to : from + size.value
    found.push({ id: id.value, from, to, isOpen: size.isOpen })
    if (id.value === ids.cluster) break
    at = to
  }
  return found
}

type Read = { value: number; length: number; isOpen: boolean }

/** A number that says its own length by its leading zeros; `isSize`: without that mark. */
function number(view: Buffer, at: number, lengthMax: number, isSize: boolean): Read | undefined {
  const first = view[at]
  if (first === undefined || first === 0) return undefined
  const length = Math.clz32(first) - 23
  if (length > lengthMax || at + length > view.length) return undefined
  const mark = 1 << (8 - length)
  let value = isSize ? first & (mark - 1) : first
  let isOpen = (first & (mark - 1)) === mark - 1
  for (let i = 1; i < length; i++) {
    const next = view[at + i] ?? 0
    value = value * 256 + next
    isOpen &&= next === 255
  }
  return { value, length, isOpen: isSize && isOpen }
}

function wholeOf(view: Buffer, element: Element | undefined): number | undefined {
  if (element === undefined || element.to > view.length) return undefined
  const length = element.to - element.from
  return length >= 1 && length <= 6 ? view.readUIntBE(element.from, length) : undefined
}

function floatOf(view: Buffer, element: Element | undefined): number | undefined {
  if (element === undefined || element.to > view.length) return undefined
  const length = element.to - element.from
  if (length === 4) return view.readFloatBE(element.from)
  return length === 8 ? view.readDoubleBE(element.from) : undefined
}

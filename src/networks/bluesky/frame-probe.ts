const inner = {
  did: bytesOf('{"did":"did:plc:'),
  time: bytesOf('","time_us":'),
  commit: bytesOf(',"kind":"commit","commit":{"rev":"'),
  operation: bytesOf('","operation":"'),
  collection: bytesOf('","collection":"'),
  post: bytesOf('app.bsky.feed.post"'),
}

const quote = 0x22
const backslash = 0x5c
const zero = 0x30
const nameLengthMax = 200
const timeDigits = 16

/** Which bytes may stand in a did, a revision or the name of a collection; anything else is left to the parser. */
const isNameByte = markedBytes('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:%-')

/** What {@link otherCollectionUs} says of a frame that must be read whole. */
export const readWhole = -1

/**
 * Tells likes, follows and whatever else is no post by the first bytes of a Jetstream frame, without parsing it: posts are
 * one frame in six where a server ignores `wantedCollections`.
 *
 * Only a frame that begins exactly as Jetstream writes it is told: fields in its order, no space, no escape. JSON lets the
 * last of two equal keys win, so the rest must not be able to name another kind or the collection of posts: no backslash,
 * no `"kind"`, no `"app.bsky.feed.post"`. The rest is not looked at otherwise and may be no JSON at all.
 *
 * @returns `time_us` of the frame, or {@link readWhole} when it may hold a post, or anything else a listener needs
 */
export function otherCollectionUs(frame: Uint8Array): number {
  const didEnd = standsAt(frame, 0, inner.did) ? nameEnd(frame, inner.did.length) : readWhole
  if (didEnd === readWhole || !standsAt(frame, didEnd, inner.time)) return readWhole
  const timeAt = didEnd + inner.time.length
  const timeUs = wholeNumber(frame, timeAt)
  const revAt = timeAt + timeDigits + inner.commit.length
  if (timeUs === readWhole || !standsAt(frame, timeAt + timeDigits, inner.commit)) return readWhole
  const revEnd = nameEnd(frame, revAt)
  if (revEnd === readWhole || !standsAt(frame, revEnd, inner.operation)) return readWhole
  const operationEnd = nameEnd(frame, revEnd + inner.operation.length)
  if (operationEnd === readWhole || !standsAt(frame, operationEnd, inner.collection)) return readWhole
  const collectionAt = operationEnd + inner.collection.length
  const collectionEnd = nameEnd(frame, collectionAt)
  if (collectionEnd === readWhole || standsAt(frame, collectionAt, inner.post)) return readWhole
  return mayChangeItsMind(frame, collectionEnd) ? readWhole : timeUs
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function markedBytes(letters: string): Uint8Array {
  const marked = new Uint8Array(256)
  for (const byte of bytesOf(letters)) marked[byte] = 1
  return marked
}

function standsAt(frame: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let i = 0; i < expected.length; i++) if (frame[at + i] !== expected[i]) return false
  return true
}

/** Where the quote behind a name stands; an empty or odd name is left to the parser. */
function nameEnd(frame: Uint8Array, from: number): number {
  const last = Math.min(frame.length, from + nameLengthMax)
  let at = from
  while (at < last && isNameByte[frame[at] ?? 0] === 1) at++
  return at > from && at < last && frame[at] === quote ? at : readWhole
}

function wholeNumber(frame: Uint8Array, from: number): number {
  if (frame[from] === zero) return readWhole
  let [high, low] = [0, 0]
  for (let i = 0; i < timeDigits; i++) {
    const digit = (frame[from + i] ?? 0) - zero
    if (digit < 0 || digit > 9) return readWhole
    if (i < 8) high = high * 10 + digit
    else low = low * 10 + digit
  }
  return high * 1e8 + low
}

const ownCollection = searchFor('"app.bsky.feed.post"')
const ownKind = searchFor('"kind"')

function mayChangeItsMind(frame: Uint8Array, from: number): boolean {
  return (
    frame.includes(backslash, from) ||
    isFound(ownCollection, frame, from) ||
    isFound(ownKind, frame, from)
  )
}

/** A text to look for, and how far a window that ends in each byte may jump. Source: Horspool 1980. */
type Search = { sought: Uint8Array; jumps: Uint8Array }

function searchFor(text: string): Search {
  const sought = bytesOf(text)
  const jumps = new Uint8Array(256).fill(sought.length)
  for (let i = 0; i < sought.length - 1; i++) jumps[sought[i] ?? 0] = sought.length - 1 - i
  return { sought, jumps }
}

function isFound({ sought, jumps }: Search, frame: Uint8Array, from: number): boolean {
  const last = sought.length - 1
  for (let end = from + last; end < frame.length; end += jumps[frame[end] ?? 0] ?? 1) {
    if (frame[end] === quote && standsAt(frame, end - last, sought)) return true
  }
  return false
}

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
 * last of two equal keys win, so the rest must not be able to name the collection of posts or another kind of event: no
 * backslash, no `"app.bsky.feed.post"`, no `"account"`, no `"identity"`. It is not looked at otherwise and may be no JSON.
 *
 * @returns `time_us` of the frame, or {@link readWhole} when it may hold a post, or anything else a listener needs
 */
export function otherCollectionUs(frame: Buffer): number {
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
  return mayMatter(frame, collectionEnd) ? readWhole : timeUs
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function markedBytes(letters: string): Uint8Array {
  const marked = new Uint8Array(256)
  for (const byte of bytesOf(letters)) marked[byte] = 1
  return marked
}

// From the back: a text in quotes differs from others of its kind soonest before its last quote.
function standsAt(frame: Buffer, at: number, expected: Uint8Array): boolean {
  for (let i = expected.length - 1; i >= 0; i--) if (frame[at + i] !== expected[i]) return false
  return true
}

/** Where the quote behind a name stands; an empty or odd name is left to the parser. */
function nameEnd(frame: Buffer, from: number): number {
  const last = Math.min(frame.length, from + nameLengthMax)
  let at = from
  while (at < last && isNameByte[frame[at] ?? 0] === 1) at++
  return at > from && at < last && frame[at] === quote ? at : readWhole
}

function wholeNumber(frame: Buffer, from: number): number {
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

// What only a frame that matters to a listener can hold; the shortest is the width of the window that is slid along.
const telling = ['"app.bsky.feed.post"', '"account"', '"identity"'].map(bytesOf)
const windowWidth = 9
const jumps = jumpsOf(telling)
/** What stands before their last quote: most quotes need no more than a look at it. */
const isLastLetter = markedBytes(String.fromCharCode(...telling.map((text) => text.at(-2) ?? 0)))

function mayMatter(frame: Buffer, from: number): boolean {
  return frame.includes(backslash, from) || isAnyTold(frame, from)
}

/** How far a window that ends in each byte may jump without passing over the end of a text. Source: Horspool 1980. */
function jumpsOf(texts: readonly Uint8Array[]): Uint8Array {
  const far = new Uint8Array(256).fill(windowWidth)
  for (const text of texts) {
    const end = text.subarray(text.length - windowWidth)
    for (const [at, byte] of end.subarray(0, -1).entries())
      far[byte] = Math.min(far[byte] ?? 0, windowWidth - 1 - at)
  }
  return far
}

function isAnyTold(frame: Buffer, from: number): boolean {
  for (let end = from + windowWidth - 1; end < frame.length; end += jumps[frame[end] ?? 0] ?? 1) {
    if (frame[end] === quote && isLastLetter[frame[end - 1] ?? 0] === 1 && endsTold(frame, end)) return true
  }
  return false
}

function endsTold(frame: Buffer, end: number): boolean {
  for (const text of telling) if (standsAt(frame, end + 1 - text.length, text)) return true
  return false
}

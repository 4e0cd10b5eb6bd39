import { UnreadableFile } from '#roles/publishing/history/past-post.ts'

/** An item of a list, as text; undefined where it is longer than it may be. */
export type JsonItem = string | undefined

const [quote, backslash, open, close, openList, closeList] = [34, 92, 123, 125, 91, 93] as const

/**
 * The objects of a list in a JSON file, one after the other, without the file ever being whole in memory.
 *
 * @param o.after the name of the list, as `"orderedItems"`; missing: the first list of the file
 * @throws UnreadableFile where there is no such list, or the file ends inside it
 */
export async function* jsonItems(
  bytes: AsyncIterable<Uint8Array>,
  o: { after?: string; itemBytesMax: number },
): AsyncGenerator<JsonItem> {
  const seek = seeking(o.after)
  let isInside = false
  let item: Uint8Array[] | undefined
  let [length, depth, isText, isEscaped] = [0, 0, false, false]
  for await (const chunk of bytes) {
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0
      if (!isInside) {
        isInside = seek(byte)
        continue
      }
      if (isText) {
        if (isEscaped) isEscaped = false
        else if (byte === backslash) isEscaped = true
        else if (byte === quote) isText = false
        continue
      }
      if (byte === quote) isText = true
      else if (byte === open || byte === openList) {
        if (depth === 0) {
          item = []
          from = at
          length = 0
        }
        depth += 1
      } else if (byte === close || byte === closeList) {
        if (depth === 0) return
        depth -= 1
        if (depth > 0 || item === undefined) continue
        item.push(chunk.subarray(from, at + 1))
        length += at + 1 - from
        yield length > o.itemBytesMax ? undefined : Buffer.concat(item).toString('utf8')
        item = undefined
      }
    }
    if (item !== undefined) {
      length += chunk.length - from
      // Of one that is too long nothing is kept.
      if (length <= o.itemBytesMax) item.push(Uint8Array.from(chunk.subarray(from)))
    }
  }
  throw new UnreadableFile('not-json')
}

/** Says of each byte whether the list has begun with it. */
function seeking(after: string | undefined): (byte: number) => boolean {
  const wanted = Buffer.from(after ?? '')
  let matched = 0
  return (byte) => {
    if (matched === wanted.length) return byte === openList
    if (byte === wanted[matched]) matched += 1
    else matched = byte === wanted[0] ? 1 : 0
    return false
  }
}

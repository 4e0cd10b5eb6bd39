import { cleanText } from '#networks/clean-text.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** What an answer holds besides its posts, by id. */
export type Includes = {
  users: ReadonlyMap<string, UnknownFields>
  media: ReadonlyMap<string, UnknownFields>
  places: ReadonlyMap<string, UnknownFields>
  posts: ReadonlyMap<string, UnknownFields>
}

/** A page holds 100 posts at most, each with a few of these. */
const eachMax = 1000

/** Reads `includes`; both of X's names for posts are known. */
export function includesOf(value: unknown): Includes {
  const includes = fieldsOf(value)
  return {
    users: byKey(listOf(includes, 'users', eachMax), 'id'),
    media: byKey(listOf(includes, 'media', eachMax), 'media_key'),
    places: byKey(listOf(includes, 'places', eachMax), 'id'),
    posts: byKey([...listOf(includes, 'tweets', eachMax), ...listOf(includes, 'posts', eachMax)], 'id'),
  }
}

function byKey(list: readonly unknown[], key: string): Map<string, UnknownFields> {
  const found = new Map<string, UnknownFields>()
  for (const one of list) {
    const fields = fieldsOf(one)
    const name = textOf(fields, key)
    if (fields !== undefined && name !== undefined) found.set(name, fields)
  }
  return found
}

/** A short text of a field, cleaned, or undefined. */
export function shortText(
  fields: UnknownFields | undefined,
  name: string,
  lengthMax: number,
): string | undefined {
  const text = textOf(fields, name)
  return text === undefined || text === '' ? undefined : cleanText(text, lengthMax)
}

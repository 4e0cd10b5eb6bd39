import { cleanText } from '#networks/clean-text.ts'
import { profileLimits as limits, type NetworkProfile } from '#networks/profile.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { writtenText } from '#networks/x/posts/post-text.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'

/** What is asked for of an account, by the names of X's document (OpenAPI 2.167) and of its guides: here they are the same. */
export const userFields = { 'user.fields': 'description,entities,id,name,profile_image_url,url,username' }

/** A profile as X tells it; undefined where it is none. Never throws. Pure. */
export function profileOf(value: unknown): NetworkProfile | undefined {
  const user = fieldsOf(value)
  const id = textOf(user, 'id')
  const username = textOf(user, 'username')
  if (user === undefined || !isXId(id) || username === undefined || !/^\w{1,50}$/.test(username))
    return undefined
  const picture = textOf(user, 'profile_image_url')
  return {
    // As it is written: a capital i can stand for a small L.
    ...{ id, handle: username, name: cleanText(textOf(user, 'name') ?? '', limits.nameMax) },
    bio: cleanText(bioOf(user), limits.bioMax),
    url: `https://x.com/${username}`,
    fields: websiteOf(user),
    ...(picture === undefined ? {} : { avatarUrl: picture.slice(0, limits.urlMax) }),
  }
}

/** X shortens the links in it, anew each time it is changed: they are compared as they were written. */
function bioOf(user: UnknownFields): string {
  const text = (textOf(user, 'description') ?? '').slice(0, 2 * limits.bioMax)
  return writtenText({ text, entities: fieldsOf(user['entities'])?.['description'] })
}

function websiteOf(user: UnknownFields): NetworkProfile['fields'] {
  const [first] = listOf(fieldsOf(fieldsOf(user['entities'])?.['url']), 'urls', 1)
  const link = textOf(fieldsOf(first), 'expanded_url') ?? textOf(user, 'url') ?? ''
  if (!/^https?:\/\//i.test(link)) return []
  const href = cleanText(link, limits.urlMax)
  return [{ name: 'Website', text: href.slice(0, limits.nameMax), href }]
}

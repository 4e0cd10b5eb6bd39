import type { Post } from '#kernel/post.ts'
import { cleanText } from '#networks/clean-text.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { shortText, type Includes } from '#networks/x/posts/includes.ts'
import { writtenText } from '#networks/x/posts/post-text.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'

const linksMax = 50
const mediaMax = 20
const urlLengthMax = 4000
const editsMax = 20

/** Who wrote a post; the handle and name where the answer holds them. */
export function authorOf(post: UnknownFields, { users }: Includes): Post['author'] {
  const id = textOf(post, 'author_id')
  if (!isXId(id)) return undefined
  const user = users.get(id)
  const handle = shortText(user, 'username', 300)
  const name = shortText(user, 'name', 300)
  return { id, ...(handle !== undefined && { handle }), ...(name !== undefined && { name }) }
}

/** Posts that a post points at, by X's word for how. */
export function referencesOf(post: UnknownFields): { type: string; id: string }[] {
  const list = [...listOf(post, 'referenced_tweets', 10), ...listOf(post, 'referenced_posts', 10)]
  return list.map(fieldsOf).flatMap((one) => {
    const type = textOf(one, 'type')
    const id = textOf(one, 'id')
    return type !== undefined && isXId(id) ? [{ type, id }] : []
  })
}

/** What a post answers, repeats and quotes; the text quoted where the answer holds it. */
export function pointersOf(
  post: UnknownFields,
  { posts }: Includes,
): Pick<Post, 'replyTo' | 'repostOf' | 'quoteOf' | 'quotedText'> {
  const found: Pick<Post, 'replyTo' | 'repostOf' | 'quoteOf' | 'quotedText'> = {}
  for (const { type, id } of referencesOf(post)) {
    if (type === 'replied_to') found.replyTo = `x:${id}`
    if (type === 'retweeted') found.repostOf = `x:${id}`
    if (type !== 'quoted') continue
    found.quoteOf = `x:${id}`
    const quoted = posts.get(id)
    if (quoted !== undefined) found.quotedText = cleanText(writtenText(quoted))
  }
  return found
}

/** Links in a post as they lead, without X's own to its files. */
export function linksOf(post: UnknownFields): string[] {
  const entities = fieldsOf(fieldsOf(post['note_post'])?.['entities']) ?? fieldsOf(post['entities'])
  const links = listOf(entities, 'urls').flatMap((one) => {
    const url = fieldsOf(one)
    const link = textOf(url, 'unwound_url') ?? textOf(url, 'expanded_url')
    if (link === undefined || textOf(url, 'media_key') !== undefined || link.length > urlLengthMax) return []
    return /^https?:\/\/\S+$/i.test(link) && !/\/status\/\d+\/(?:photo|video)\/\d+$/.test(link)
      ? [cleanText(link)]
      : []
  })
  return [...new Set(links)].slice(0, linksMax)
}

/** Pictures and films of a post; a description where the answer holds it. */
export function mediaOf(post: UnknownFields, { media }: Includes): NonNullable<Post['media']> {
  const keys = listOf(fieldsOf(post['attachments']), 'media_keys', mediaMax)
  return keys.flatMap((key) => {
    const file = typeof key === 'string' ? media.get(key) : undefined
    const type = textOf(file, 'type')
    if (type === undefined) return []
    const alt = shortText(file, 'alt_text', 2000)
    return [
      { kind: type === 'photo' ? ('image' as const) : ('video' as const), ...(alt !== undefined && { alt }) },
    ]
  })
}

/** Earlier versions of an edited post: X gives each edit an id of its own. The list ends with the post itself. */
export function editsOf(post: UnknownFields): string[] {
  const history = [
    ...listOf(post, 'edit_history_tweet_ids', editsMax),
    ...listOf(post, 'edit_history_post_ids', editsMax),
  ]
  const ids = history.filter(isXId)
  return ids.length > 1 ? ids : []
}

import { isUrl } from '#kernel/url.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** Files a pretended server holds, by their CID. */
export type HeldFiles = ReadonlyMap<string, { mimeType: string; size: number; text?: string }>

/** What is wrong with a post by the lexicons that matter here, as a PDS would say it; undefined where nothing is. */
export function wrongWith(value: unknown, rkey: string, files: HeldFiles): string | undefined {
  const record = fieldsOf(value)
  const text = textOf(record, 'text')
  if (!/^[234567a-j][2-7a-z]{12}$/.test(rkey)) return 'Invalid record key'
  if (textOf(record, '$type') !== 'app.bsky.feed.post') return 'Invalid $type'
  if (text === undefined) return 'Record must have the property "text"'
  if (Buffer.byteLength(text) > 3000) return 'Record/text must not be longer than 3000 characters'
  if ([...new Intl.Segmenter().segment(text)].length > 300)
    return 'Record/text must not be longer than 300 graphemes'
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(textOf(record, 'createdAt') ?? ''))
    return 'Invalid createdAt'
  if (!listOf(record, 'langs').every((lang) => typeof lang === 'string' && /^[a-z]{2,3}(-|$)/i.test(lang)))
    return 'Invalid langs'
  return wrongFacets(record, text) ?? wrongReply(record) ?? wrongEmbed(fieldsOf(record?.['embed']), files)
}

function wrongFacets(record: UnknownFields | undefined, text: string): string | undefined {
  const bytes = Buffer.from(text)
  for (const facet of listOf(record, 'facets')) {
    const index = fieldsOf(fieldsOf(facet)?.['index'])
    const [start, end] = [Number(index?.['byteStart']), Number(index?.['byteEnd'])]
    if (!(start >= 0 && start < end && end <= bytes.length)) return 'Invalid facet index'
    // An offset counted in anything but bytes sooner or later cuts a character in half.
    if (!bytes.subarray(start, end).equals(Buffer.from(bytes.subarray(start, end).toString('utf8'))))
      return 'Facet cuts a character'
    const [feature] = listOf(fieldsOf(facet), 'features').map(fieldsOf)
    const said = textOf(feature, 'uri') ?? textOf(feature, 'did') ?? textOf(feature, 'tag')
    if (said === undefined || (textOf(feature, 'did') !== undefined && !said.startsWith('did:')))
      return 'Invalid facet feature'
  }
  return undefined
}

function wrongReply(record: UnknownFields | undefined): string | undefined {
  if (record?.['reply'] === undefined) return undefined
  const reply = fieldsOf(record['reply'])
  return isStrongRef(reply?.['root']) && isStrongRef(reply?.['parent']) ? undefined : 'Invalid reply'
}

function isStrongRef(value: unknown): boolean {
  const ref = fieldsOf(value)
  return (textOf(ref, 'uri') ?? '').startsWith('at://did:') && (textOf(ref, 'cid') ?? '').startsWith('bafy')
}

function wrongEmbed(embed: UnknownFields | undefined, files: HeldFiles): string | undefined {
  if (embed === undefined) return undefined
  switch (textOf(embed, '$type')) {
    case 'app.bsky.embed.images':
      return wrongImages(embed, files)
    case 'app.bsky.embed.video':
      return (
        wrongFile(embed['video'], { kind: /^video\/mp4$/, bytesMax: 100_000_000 }, files) ??
        wrongCaptions(embed, files)
      )
    case 'app.bsky.embed.external':
      return wrongExternal(fieldsOf(embed['external']), files)
    case 'app.bsky.embed.record':
      return isStrongRef(embed['record']) ? undefined : 'Invalid embed'
    case 'app.bsky.embed.recordWithMedia':
      return wrongEmbed(fieldsOf(embed['media']), files) ?? wrongEmbed(fieldsOf(embed['record']), files)
    default:
      return 'Invalid embed'
  }
}

function wrongImages(embed: UnknownFields, files: HeldFiles): string | undefined {
  const images = listOf(embed, 'images').map(fieldsOf)
  if (images.length > 4) return 'images must not have more than 4 elements'
  for (const image of images) {
    if (textOf(image, 'alt') === undefined) return 'Image must have the property "alt"'
    const wrong = wrongFile(image?.['image'], { kind: /^image\//, bytesMax: 2_000_000 }, files)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function wrongCaptions(embed: UnknownFields, files: HeldFiles): string | undefined {
  const captions = listOf(embed, 'captions').map(fieldsOf)
  if (captions.length > 20) return 'captions must not have more than 20 elements'
  for (const one of captions) {
    if (!/^[a-z]{2,3}(-|$)/i.test(textOf(one, 'lang') ?? '')) return 'Invalid lang'
    const wrong = wrongFile(one?.['file'], { kind: /^text\/vtt$/, bytesMax: 20_000 }, files)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function wrongExternal(external: UnknownFields | undefined, files: HeldFiles): string | undefined {
  if (!isUrl(textOf(external, 'uri') ?? '')) return 'External must have the property "uri"'
  for (const name of ['title', 'description'])
    if (textOf(external, name) === undefined) return `External must have the property "${name}"`
  if (external?.['thumb'] === undefined) return undefined
  return wrongFile(external['thumb'], { kind: /^image\//, bytesMax: 1_000_000 }, files)
}

function wrongFile(
  value: unknown,
  { kind, bytesMax }: { kind: RegExp; bytesMax: number },
  files: HeldFiles,
): string | undefined {
  const ref = fieldsOf(value)
  const held = files.get(textOf(fieldsOf(ref?.['ref']), '$link') ?? '')
  if (textOf(ref, '$type') !== 'blob' || held === undefined) return 'Could not find blob'
  if (!kind.test(held.mimeType) || ref?.['mimeType'] !== held.mimeType) return 'Wrong type of file'
  return held.size > bytesMax
    ? `This file is too large. It is ${held.size} but the maximum size is ${bytesMax}.`
    : undefined
}

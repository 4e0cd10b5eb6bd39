import type { OutgoingCard, OutgoingMedia, OutgoingPart, SendingNeeds } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { layDown, type FileRef } from '#networks/bluesky/blob.ts'
import { imageSize, type ImageSize } from '#networks/bluesky/image-size.ts'
import { quoteRefOf, type StrongRef } from '#networks/bluesky/references.ts'
import { handOverVideo } from '#networks/bluesky/video.ts'
import type { Failed } from '#networks/bluesky/xrpc.ts'

type Picture = { image: FileRef; alt: string; aspectRatio?: ImageSize }
type Media =
  | { $type: 'app.bsky.embed.images'; images: Picture[] }
  | { $type: 'app.bsky.embed.video'; video: FileRef; alt?: string; captions?: Captions[] }
type Captions = { lang: string; file: FileRef }
type External = {
  $type: 'app.bsky.embed.external'
  external: { uri: string; title: string; description: string; thumb?: FileRef }
}
type Quote = { $type: 'app.bsky.embed.record'; record: StrongRef }

/** What hangs below the text of a post: pictures or a video, a quoted post, both, or the card of a link. */
export type Embed =
  | Media
  | Quote
  | External
  | { $type: 'app.bsky.embed.recordWithMedia'; media: Media; record: Quote }

/** Lays down the files of a part and finds the post it quotes; a card has a place only where there is neither. */
export async function embedOf(
  { media: files, quoteOf, card }: OutgoingPart,
  account: Account,
  needs: SendingNeeds,
): Promise<Embed | Failed | undefined> {
  const quoted = await quoteRefOf(quoteOf, account, needs)
  if (quoted !== undefined && 'kind' in quoted) return quoted
  const media = await mediaOf(files, account, needs)
  if (media !== undefined && 'kind' in media) return media
  if (quoted === undefined && media === undefined)
    return card === undefined ? undefined : externalOf(card, account, needs)
  if (quoted === undefined) return media
  const record: Quote = { $type: 'app.bsky.embed.record', record: quoted }
  return media === undefined ? record : { $type: 'app.bsky.embed.recordWithMedia', media, record }
}

/** Whether a file is a video, of which a post takes one and no pictures beside it. */
export function isVideo({ mediaType }: Pick<OutgoingMedia, 'mediaType'>): boolean {
  return mediaType.startsWith('video/')
}

async function mediaOf(
  files: readonly OutgoingMedia[],
  account: Account,
  needs: SendingNeeds,
): Promise<Media | Failed | undefined> {
  const [first] = files
  if (first === undefined) return undefined
  if (isVideo(first)) return videoOf(first, account, needs)
  const images: Picture[] = []
  for (const file of files) {
    const picture = await pictureOf(file, account, needs)
    if ('kind' in picture) return picture
    images.push(picture)
  }
  return { $type: 'app.bsky.embed.images', images }
}

async function pictureOf(
  file: OutgoingMedia,
  account: Account,
  needs: SendingNeeds,
): Promise<Picture | Failed> {
  const bytes = await file.read()
  const { imageMs } = account.settings
  const image = await layDown({ bytes, mediaType: file.mediaType, timeoutMs: imageMs }, account, needs)
  if ('kind' in image) return image
  const size = imageSize(bytes)
  return { image, alt: file.alt, ...(size !== undefined && { aspectRatio: size }) }
}

async function videoOf(file: OutgoingMedia, account: Account, needs: SendingNeeds): Promise<Media | Failed> {
  const video = await handOverVideo(file, account, needs)
  if ('kind' in video) return video
  const captions = file.captions && (await captionsOf(file.captions, account, needs))
  if (captions !== undefined && 'kind' in captions) return captions
  return {
    ...{ $type: 'app.bsky.embed.video', video },
    ...(file.alt !== '' && { alt: file.alt }),
    ...(captions !== undefined && { captions: [captions] }),
  }
}

async function captionsOf(
  { language, read }: NonNullable<OutgoingMedia['captions']>,
  account: Account,
  needs: SendingNeeds,
): Promise<Captions | Failed> {
  const text = { bytes: await read(), mediaType: 'text/vtt', timeoutMs: account.settings.imageMs }
  const file = await layDown(text, account, needs)
  return 'kind' in file ? file : { lang: language, file }
}

async function externalOf(
  { url, title, description, image }: OutgoingCard,
  account: Account,
  needs: SendingNeeds,
): Promise<External | Failed> {
  const picture = image && (await pictureOf(image, account, needs))
  if (picture !== undefined && 'kind' in picture) return picture
  const thumb = picture === undefined ? {} : { thumb: picture.image }
  return { $type: 'app.bsky.embed.external', external: { uri: url, title, description, ...thumb } }
}

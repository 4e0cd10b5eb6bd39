import type { OutgoingMedia, OutgoingPart, SendingNeeds } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { layDown, type FileRef } from '#networks/bluesky/blob.ts'
import { imageSize, type ImageSize } from '#networks/bluesky/image-size.ts'
import { quoteRefOf, type StrongRef } from '#networks/bluesky/references.ts'
import { handOverVideo } from '#networks/bluesky/video.ts'
import type { Failed } from '#networks/bluesky/xrpc.ts'

type Picture = { image: FileRef; alt: string; aspectRatio?: ImageSize }
type Media =
  | { $type: 'app.bsky.embed.images'; images: Picture[] }
  | { $type: 'app.bsky.embed.video'; video: FileRef; alt?: string }
type Quote = { $type: 'app.bsky.embed.record'; record: StrongRef }

/** What hangs below the text of a post: pictures or a video, a quoted post, or both. */
export type Embed = Media | Quote | { $type: 'app.bsky.embed.recordWithMedia'; media: Media; record: Quote }

/** Lays down the files of a part and finds the post it quotes. Undefined where it has neither. */
export async function embedOf(
  { media: files, quoteOf }: OutgoingPart,
  account: Account,
  needs: SendingNeeds,
): Promise<Embed | Failed | undefined> {
  const quoted = await quoteRefOf(quoteOf, account, needs)
  if (quoted !== undefined && 'kind' in quoted) return quoted
  const media = await mediaOf(files, account, needs)
  if (media !== undefined && 'kind' in media) return media
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
  return { $type: 'app.bsky.embed.video', video, ...(file.alt !== '' && { alt: file.alt }) }
}

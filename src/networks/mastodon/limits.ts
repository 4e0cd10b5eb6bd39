import { z } from 'zod'
import type { InstanceAnswer } from '#networks/mastodon/entities.ts'
import type { PollLimits, SendingLimits } from '#networks/sender.ts'

/** What a server takes, and how long it counts an address in a text. The extra field is kept with the others. */
export type MastodonLimits = SendingLimits & { urlLength: number }

const MB = 1024 * 1024
const images = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']
const films = [
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'audio/mpeg',
  'audio/ogg',
  'audio/flac',
  'audio/wav',
]

/** Width times height of pictures and of films. */
const usualSizes = { imagePixelsMax: 33_177_600, filmPixelsMax: 8_294_400 }

/** What a server takes that says nothing: the values of Mastodon 4.6, which other makes never fall below. */
export const usualLimits: MastodonLimits = {
  textMax: 500,
  urlLength: 23,
  // The API has no limit; this is the most a version holds.
  partsMax: 50,
  filesMax: 4,
  altLengthMax: 1500,
  media: mediaLimits([...images, ...films], { ...usualSizes, imageBytesMax: 16 * MB, filmBytesMax: 99 * MB }),
  poll: pollLimits({ options: 4, characters: 50, secondsMin: 300, secondsMax: 2_629_746 }),
}

/** The limits a server names in its answer about itself; what it leaves out is as usual. */
export function limitsOf(instance: InstanceAnswer): MastodonLimits {
  const { statuses, media_attachments: files } = instance.configuration ?? {}
  const types = files?.supported_mime_types?.map((type) => type.toLowerCase())
  return {
    ...usualLimits,
    textMax: statuses?.max_characters ?? instance.max_toot_chars ?? usualLimits.textMax,
    urlLength: statuses?.characters_reserved_per_url ?? usualLimits.urlLength,
    filesMax: statuses?.max_media_attachments ?? usualLimits.filesMax,
    altLengthMax: files?.description_limit ?? instance.description_limit ?? 1500,
    media: mediaLimits(types === undefined || types.length === 0 ? [...images, ...films] : types, {
      imageBytesMax: files?.image_size_limit ?? instance.upload_limit ?? 16 * MB,
      filmBytesMax: files?.video_size_limit ?? instance.upload_limit ?? 99 * MB,
      imagePixelsMax: files?.image_matrix_limit ?? usualSizes.imagePixelsMax,
      filmPixelsMax: files?.video_matrix_limit ?? usualSizes.filmPixelsMax,
    }),
    poll: pollLimitsOf(instance),
  }
}

/** Pleroma says it in words of its own, and its shortest time may be nothing. */
function pollLimitsOf({ configuration, poll_limits: own }: InstanceAnswer): PollLimits {
  const { polls } = configuration ?? {}
  return pollLimits({
    options: polls?.max_options ?? own?.max_options ?? 4,
    characters: polls?.max_characters_per_option ?? own?.max_option_chars ?? 50,
    secondsMin: polls?.min_expiration ?? own?.min_expiration ?? 300,
    secondsMax: polls?.max_expiration ?? own?.max_expiration ?? 2_629_746,
  })
}

type PollTerms = { options: number; characters: number; secondsMin: number; secondsMax: number }

function pollLimits({ options, characters, secondsMin, secondsMax }: PollTerms): PollLimits {
  return {
    ...{ optionsMax: options, optionLengthMax: characters, takesMultiple: true, takesFiles: false },
    minutesMin: Math.max(1, Math.ceil(secondsMin / 60)),
    minutesMax: Math.floor(secondsMax / 60),
  }
}

const KeptLimits = z.object({ urlLength: z.number().int().min(1).max(10_000) })

/** The limits an account was last read with, as they were kept; without any, the usual ones. */
export function keptLimits(kept: SendingLimits | undefined): MastodonLimits {
  if (kept === undefined) return usualLimits
  const read = KeptLimits.safeParse(kept)
  // Limits that were read before there were polls say nothing of them.
  const poll = kept.poll ?? usualLimits.poll
  return {
    ...kept,
    ...(poll !== undefined && { poll }),
    urlLength: read.success ? read.data.urlLength : usualLimits.urlLength,
  }
}

type Sizes = { imageBytesMax: number; filmBytesMax: number; imagePixelsMax: number; filmPixelsMax: number }

function mediaLimits(types: readonly string[], sizes: Sizes): SendingLimits['media'] {
  const image = { bytesMax: sizes.imageBytesMax, pixelsMax: sizes.imagePixelsMax }
  const film = { bytesMax: sizes.filmBytesMax, pixelsMax: sizes.filmPixelsMax }
  return Object.fromEntries(
    types.map((type) => {
      if (!type.startsWith('image/')) return [type, film]
      // A GIF becomes a film there and goes on moving; every other picture is shown by its first frame.
      return [type, type === 'image/gif' ? image : { ...image, framesMax: 1 }]
    }),
  )
}

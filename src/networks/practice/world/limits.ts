import type { SendingLimits } from '#networks/sender.ts'

const picture = { bytesMax: 8_000_000 }

/** What the town takes. Its people count code points. */
export const practiceLimits: SendingLimits = {
  textMax: 500,
  partsMax: 25,
  filesMax: 4,
  altLengthMax: 1500,
  contentWarningMax: 200,
  media: {
    'image/jpeg': picture,
    'image/png': picture,
    'image/webp': picture,
    'image/gif': picture,
    'video/mp4': { bytesMax: 40_000_000 },
  },
  captionsBytesMax: 100_000,
  poll: {
    ...{ optionsMax: 4, optionLengthMax: 50, takesMultiple: true, takesFiles: false },
    ...{ minutesMin: 5, minutesMax: 31 * 1440 },
  },
}

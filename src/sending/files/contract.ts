import { z } from 'zod'

/** Limits of files that go out with messages, all of them. */
export const fileLimits = {
  /** A picture as it is given. */
  pictureBytesMax: 40_000_000,
  /** Width times height, all frames of a moving picture together. */
  pixelsMax: 100_000_000,
  framesMax: 1000,
  /** A film or sound as it is given. */
  filmBytesMax: 200_000_000,
  /** A file of captions, captions in it, and characters of a line. */
  captionsBytesMax: 500_000,
  captionsMax: 10_000,
  captionLineMax: 500,
  /** Shortest side of what is cut out of a picture, in pixels: below, nobody sees what it shows. */
  cropSideMin: 64,
  /** Longest side of the small picture that screens show. */
  smallPx: 480,
  /** Days an upload that nothing refers to is kept. */
  unusedDays: 30,
  /** Uploads of one person: at once, then a minute. */
  uploads: { burst: 20, perMin: 20 },
  /** Uploads taken in at the same time; each may hold its whole file in memory. */
  uploadsAtOnce: 3,
  /** Pictures worked on at the same time. */
  conversionsAtOnce: 2,
  /** Longest an upload may take: 200 MB over a line of 3 Mbit/s. */
  receiveMs: 10 * 60 * 1000,
  /** Longest one picture is worked on, s. */
  conversionSecondsMax: 30,
} as const

/** What captions are kept as. */
export const captionsType = 'text/vtt'

/** A rectangle of a picture, in its pixels. */
export const Rectangle = z.object({
  x: z.number().int().min(0),
  y: z.number().int().min(0),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
})
export type Rectangle = z.infer<typeof Rectangle>

/** A file that is kept: `sha256` names its exact bytes, which are those that go out. */
export const KeptFile = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.string().max(100),
  bytes: z.number().int().min(1),
  /** Of pictures and films, in pixels. */
  width: z.number().int().min(1).optional(),
  height: z.number().int().min(1).optional(),
  /** Of films, sounds and moving pictures, where it can be told. */
  seconds: z.number().min(0).optional(),
  /** Of moving pictures: how many pictures follow each other, more than 1. */
  frames: z.number().int().min(2).optional(),
  /** Of films: whether there is anything to hear; missing where it is not known. */
  hasSound: z.boolean().optional(),
  /** Of what was cut out of a picture: which, and where. */
  cut: Rectangle.extend({ of: z.string() }).optional(),
})
export type KeptFile = z.infer<typeof KeptFile>

/** Why a file was not taken, as words that never change. */
export const fileWhys = [
  'empty',
  'too-large',
  'picture-too-large',
  'film-too-large',
  'type-not-taken',
  'heic',
  'too-many-pixels',
  'too-many-frames',
  'moving-png',
  'cut-off',
  'unreadable',
  'two-in-one',
  'too-slow',
  'busy',
] as const
/** One of them. */
export type FileWhy = (typeof fileWhys)[number]

/** Where a kept file is read by somebody signed in; `small`: the picture for the screen. */
export function fileAddress(sha256: string, size?: 'small'): string {
  return `/api/files/${sha256}${size === undefined ? '' : `?size=${size}`}`
}

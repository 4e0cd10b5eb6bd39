import { minuteMs, secondMs } from '#kernel/time.ts'
import { publicAppView } from '#networks/bluesky/still-there.ts'

/** Where Bluesky's own services are and how long each call may take, ms. Other values are for tests and for networks of one's own. */
export type BlueskySettings = {
  directories: { appView: string; plc: string }
  /** Where videos are prepared; undefined: they are laid down at the PDS like pictures, and prepared after the post is out. */
  videoService: string | undefined
  /** Reading, signing in. */
  askMs: number
  /** Writing a record. */
  changeMs: number
  /** Handing over a picture; and a video. */
  imageMs: number
  videoMs: number
  /** How often one call asks whether a video is prepared, and the time between. */
  preparingAsks: number
  preparingEveryMs: number
}

/** The settings the product uses. */
export const blueskySettings: BlueskySettings = {
  directories: { appView: publicAppView, plc: 'https://plc.directory' },
  videoService: 'https://video.bsky.app',
  askMs: 15 * secondMs,
  changeMs: 30 * secondMs,
  imageMs: 30 * secondMs,
  videoMs: 5 * minuteMs,
  preparingAsks: 10,
  preparingEveryMs: 2 * secondMs,
}

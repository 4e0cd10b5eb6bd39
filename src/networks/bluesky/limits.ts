import { checkContent } from '#networks/check-content.ts'
import type { ContentProblem, SendingCapabilities, SendingLimits } from '#networks/sender.ts'
import type { VersionContent } from '#kernel/version-content.ts'
import { isVideo } from '#networks/bluesky/embed.ts'

/** What Bluesky can do when we speak. */
export const blueskySends: SendingCapabilities = {
  // No `readsPrivate`: chat is a service of its own (`chat.bsky.*` by proxy), which an app password may enter only where its maker
  // said so, and which no server for tests has (the development network answers 500).
  network: 'bluesky',
  name: 'Bluesky',
  threads: true,
  replies: true,
  quotes: true,
  images: true,
  video: true,
  altText: true,
  // It knows labels for what is adult or graphic, but no warning in words of one's own.
  contentWarning: false,
  languageTags: true,
  edits: false,
  deletes: true,
  counts: 'free',
  repeats: 'record-key',
  readsBack: true,
  captions: true,
  cards: 'given',
}

// Its image service shows every picture as a still one.
const image = { bytesMax: 2_000_000, framesMax: 1 }
const cardPicture = { bytesMax: 1_000_000, framesMax: 1 }

/**
 * What Bluesky takes. Text, pictures and video by the lexicons of `@atproto/api` 0.19.19 (`app.bsky.feed.post`, `embed.images`: 2 MB
 * since April 2026, `embed.video`, `embed.external`); descriptions of pictures have no limit there, and 2,000 characters in Bluesky's own apps. Threads
 * have no limit; 50 parts is that of a message of ours.
 */
export const blueskyLimits: SendingLimits = {
  textMax: 300,
  textBytesMax: 3000,
  partsMax: 50,
  filesMax: 4,
  altLengthMax: 2000,
  media: {
    'image/jpeg': image,
    'image/png': image,
    'image/webp': image,
    'image/gif': image,
    // Three minutes since 2025, said by its video service and not by the lexicon.
    'video/mp4': { bytesMax: 100_000_000, secondsMax: 180 },
  },
  captionsBytesMax: 20_000,
  cardMedia: { 'image/jpeg': cardPicture, 'image/png': cardPicture, 'image/webp': cardPicture },
}

const videoAltMax = 1000
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** How long Bluesky counts a text: in characters as people see them, so that a family emoji is one. */
export function countGraphemes(text: string): number {
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

/** Why content cannot go out on Bluesky as it stands: what holds for every network, and what a post here takes of files. */
export function checkForBluesky(content: VersionContent, limits: SendingLimits): ContentProblem[] {
  return [
    ...checkContent(content, { capabilities: blueskySends, limits, measure: countGraphemes }),
    ...videoProblems(content),
  ]
}

function videoProblems({ media }: VersionContent): ContentProblem[] {
  const videos = media.filter(isVideo)
  const problems: ContentProblem[] = []
  if (videos.length > 0 && media.length > 1)
    problems.push({
      ...{ why: 'too-many-files', limit: 1, actual: media.length },
      words: {
        en: 'On Bluesky a video goes out alone. Remove the other files, or the video.',
        fr: 'Sur Bluesky, une vidéo part seule. Retirez les autres fichiers ou la vidéo.',
      },
    })
  for (const { sha256, alt } of videos) {
    const length = countGraphemes(alt)
    if (length > videoAltMax)
      problems.push({
        ...{ why: 'alt-too-long', file: sha256, limit: videoAltMax, actual: length },
        words: {
          en: `The description of the video has ${length} characters, and Bluesky takes ${videoAltMax}.`,
          fr: `La description de la vidéo a ${length} caractères, et Bluesky en accepte ${videoAltMax}.`,
        },
      })
  }
  return problems
}

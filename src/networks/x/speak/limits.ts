import type { VersionContent } from '#kernel/version-content.ts'
import { checkContent } from '#networks/check-content.ts'
import type { ContentProblem, SendingCapabilities, SendingLimits } from '#networks/sender.ts'
import { subtitleLanguage } from '#networks/x/speak/subtitles.ts'
import { weightedLength } from '#networks/x/posts/post-text.ts'

/** What X can do when we speak, as data. Edits are for people in X's own apps, not for programs. */
export const xSending: SendingCapabilities = {
  network: 'x',
  name: 'X',
  threads: true,
  replies: true,
  quotes: true,
  images: true,
  video: true,
  altText: true,
  contentWarning: false,
  languageTags: false,
  edits: false,
  deletes: true,
  repeats: 'none',
  readsBack: true,
  polls: 'votes',
  counts: 'priced',
  captions: true,
  cards: 'built',
  // X takes 15 questions in 15 minutes: half of them, so that there is room to go back page by page.
  readsPrivate: { everyMs: 120_000 },
}

const megabyte = 1024 * 1024

/** What X takes. Source: https://docs.x.com/x-api/media/quickstart/best-practices, OpenAPI 2.167 (2026-08). */
export const xLimits: SendingLimits = {
  textMax: 280,
  partsMax: 25,
  filesMax: 4,
  altLengthMax: 1000,
  media: {
    'image/jpeg': { bytesMax: 5 * megabyte },
    'image/png': { bytesMax: 5 * megabyte },
    'image/webp': { bytesMax: 5 * megabyte, framesMax: 1 },
    'image/gif': { bytesMax: 15 * megabyte, framesMax: 350, pixelsMax: 1280 * 1080 },
    'video/mp4': { bytesMax: 512 * megabyte, secondsMax: 140 },
    'video/quicktime': { bytesMax: 512 * megabyte, secondsMax: 140 },
  },
  poll: {
    ...{ optionsMax: 4, optionLengthMax: 25, takesMultiple: false, takesFiles: false },
    ...{ minutesMin: 5, minutesMax: 10_080 },
  },
}

/** Why content cannot go out on X as it stands. Pure. */
export function checkForX(content: VersionContent, limits: SendingLimits): ContentProblem[] {
  const problems = [
    ...checkContent(content, {
      ...{ capabilities: xSending, limits, measure: weightedLength, measureOption: optionLength },
    }),
    ...(content.poll !== undefined && content.quoteOf !== undefined ? [besideQuote] : []),
  ]
  const moving = content.media.filter(({ mediaType }) => isMoving(mediaType)).length
  problems.push(...subtitleProblems(content))
  if (moving === 0 || content.media.length === 1) return problems
  const alone: ContentProblem = {
    ...{ why: 'too-many-files', limit: 1, actual: content.media.length },
    words: {
      en: 'X takes a film or a moving picture alone, without other files. Remove the others.',
      fr: 'X accepte un film ou une image animée seule, sans autre fichier. Retirez les autres.',
    },
  }
  return [...problems, alone]
}

/** X names the language of captions by two letters, and has no word for others. */
function subtitleProblems({ media }: VersionContent): ContentProblem[] {
  return media.flatMap(({ sha256, captions }) => {
    if (captions === undefined || subtitleLanguage(captions.language) !== undefined) return []
    return [
      {
        ...{ why: 'language', file: sha256 },
        words: {
          en: `X takes no captions in this language (${captions.language}). Leave them out there.`,
          fr: `X n’accepte pas de sous-titres dans cette langue (${captions.language}). Ne les y mettez pas.`,
        },
      },
    ]
  })
}

const besideQuote: ContentProblem = {
  why: 'poll-beside-quote',
  words: {
    en: 'X takes a poll or a quoted post, not both. Leave one of them out there.',
    fr: 'X accepte un sondage ou un message cité, pas les deux. N’y mettez que l’un d’eux.',
  },
}

/** X says "characters" and not which: counted so that it fits by code points and by X's own weights. */
function optionLength(option: string): number {
  return Math.max(Array.from(option).length, weightedLength(option))
}

/** Films, and the moving pictures that X turns into films. */
function isMoving(mediaType: string): boolean {
  return mediaType.startsWith('video/') || mediaType === 'image/gif'
}

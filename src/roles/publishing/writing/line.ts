import type { ContentToCheck } from '#networks/sender.ts'
import type { Line } from '#roles/publishing/writing/composing.ts'
import type { Terms } from '#sending/sending.ts'

/** The most parts of a message of ours, whatever its network takes: see `VersionContent`. */
const partsMax = 50
const lengthProblems: ReadonlySet<string> = new Set(['too-long', 'too-many-bytes'])

/** Where a text is looked at: a content warning takes room of it on some networks. */
export type At = { account: string; language: string; contentWarning?: string | undefined }

/** What an account takes as one post, by the very function that is asked before sending. */
export function lineOf({ capabilities, check }: Pick<Terms, 'capabilities' | 'check'>, at: At): Line {
  return {
    hasThreads: capabilities.threads,
    partsMax,
    fits: (text) => check(asContent(text, at)).every(({ why }) => !lengthProblems.has(why)),
  }
}

/** How long a part is, as its network counts, and the most it takes beside this content warning. */
export function lengthOf(
  { limits, measure, check }: Pick<Terms, 'limits' | 'measure' | 'check'>,
  text: string,
  at: At,
): { n: number; max: number } {
  const found = check(asContent(text, at)).find(({ why }) => why === 'too-long')
  if (found?.actual !== undefined && found.limit !== undefined) return { n: found.actual, max: found.limit }
  return {
    n: measure(text),
    max: at.contentWarning === undefined ? limits.textMax : roomBeside({ limits, check }, at),
  }
}

/** The most a text may count beside a content warning: what the check says of one that is certainly too long. */
function roomBeside({ limits, check }: Pick<Terms, 'limits' | 'check'>, at: At): number {
  const tooLong = 'n '.repeat(limits.textMax + 1).trim()
  return check(asContent(tooLong, at)).find(({ why }) => why === 'too-long')?.limit ?? limits.textMax
}

function asContent(text: string, { account, language, contentWarning }: At): ContentToCheck {
  const warning = contentWarning?.trim() ?? ''
  return {
    ...{ account, language, parts: [text], media: [] },
    ...(warning === '' ? {} : { contentWarning: warning }),
  }
}

import type { Lane } from '#kernel/permission.ts'
import { withCampaign, type LinkTags } from '#roles/publishing/campaigns/tagging.ts'
import type { VersionForm } from '#roles/publishing/contract.ts'
import { resolveMentions, type MentionBook } from '#roles/publishing/writing/mentions/resolve.ts'
import { blocksOf, splitText, type Splitting } from '#roles/publishing/writing/split.ts'

/** What a connected account takes as one post. */
export type Line = Splitting & { hasThreads: boolean }

/** What the words of a version depend on besides what was written. */
export type Surroundings = {
  lane: Lane
  /** Of the account; mentions are written as it writes them. */
  network: string
  mentions: MentionBook
  /** Missing while the account is not connected: nothing is split then. */
  line?: Line | undefined
  /** How links to our sites are tagged; missing: they are not. */
  links?: LinkTags | undefined
  /** The line of the person it is signed with; missing where nobody lets theirs stand. */
  byline?: string | undefined
}

/** The words of a version as they go out. */
export type OutgoingWords = {
  parts: string[]
  contentWarning?: string
  /** What stands under the words, and is the end of the last part. */
  byline?: string
}

/**
 * What goes out of what was written: mentions as the network writes them, split where it has threads, with the line of a person
 * under it. Pure; asked while writing, when saving, and once more before anybody is asked to approve it.
 */
export function outgoingWords(form: VersionForm, around: Surroundings): OutgoingWords {
  const said = resolveMentions(form.text, { ...around, language: form.language })
  const text = withCampaign(said, around.links)
  const bare = partsOf(text, form.thread === true, around.line)
  const warning = form.contentWarning?.trim() ?? ''
  const byline = bylineOf(form, around)
  return {
    parts: byline === undefined ? bare : signed(bare, byline, form.thread === true ? around.line : undefined),
    ...(warning === '' ? {} : { contentWarning: warning }),
    ...(byline === undefined ? {} : { byline }),
  }
}

/** In an emergency the words stand alone: nobody's name is put at risk, and nothing makes a warning longer. */
function bylineOf({ byline }: VersionForm, { lane, byline: line }: Surroundings): string | undefined {
  return byline === undefined || lane === 'emergency' ? undefined : line
}

function partsOf(text: string, isThread: boolean, line: Line | undefined): string[] {
  if (!isThread) return [text]
  if (line?.hasThreads === true) return splitText(text, line)
  return [blocksOf(text).join('\n\n')]
}

/** With a line as a last paragraph; where that does not fit and there are threads, as a part of its own. */
function signed(parts: readonly string[], byline: string, line: Line | undefined): string[] {
  const last = parts.at(-1) ?? ''
  const together = last.trim() === '' ? last : `${last.trimEnd()}\n\n${byline}`
  const needsOwn = line?.hasThreads === true && !line.fits(together) && line.fits(last)
  if (needsOwn && parts.length < line.partsMax) return [...parts, byline]
  return [...parts.slice(0, -1), together]
}

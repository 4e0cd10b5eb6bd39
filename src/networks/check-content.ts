import type { VersionContent } from '#kernel/version-content.ts'
import { cardProblems } from '#networks/check-card.ts'
import { mediaProblems } from '#networks/check-media.ts'
import { pollProblems } from '#networks/check-poll.ts'
import type { ContentProblem, ContentToCheck, SendingCapabilities, SendingLimits } from '#networks/sender.ts'

/** What content is held against. `measure` counts a text as the network does. */
export type ContentRules = {
  capabilities: SendingCapabilities
  limits: SendingLimits
  measure: (text: string) => number
  /** How the network counts an option of a poll; missing: as people see characters. */
  measureOption?: (option: string) => number
}

/**
 * Why content cannot go out as it stands, in the order somebody reads it: text, files, the rest. Pure; the same function is asked
 * while writing, before approval and before sending.
 */
export function checkContent(content: ContentToCheck, rules: ContentRules): ContentProblem[] {
  return [
    ...content.parts.flatMap((text, part) => textProblems(text, { part, of: content.parts.length }, rules)),
    ...countProblems(content, rules),
    ...content.media.flatMap((file, at) => mediaProblems(file, at + 1, rules)),
    ...pollProblems(content, rules),
    ...cardProblems(content, rules),
    ...meansProblems(content, rules),
  ]
}

type Place = { part: number; of: number }

function textProblems(text: string, { part, of }: Place, rules: ContentRules): ContentProblem[] {
  const { limits, capabilities } = rules
  const { name } = capabilities
  const en = of === 1 ? 'The text' : `Part ${part + 1}`
  const fr = of === 1 ? 'Le texte' : `La partie ${part + 1}`
  if (text.trim() === '')
    return [{ why: 'empty', part, words: { en: `${en} says nothing.`, fr: `${fr} ne dit rien.` } }]
  const length = rules.measure(text)
  const bytes = new TextEncoder().encode(text).length
  const problems: ContentProblem[] = []
  if (length > limits.textMax) {
    const over = length - limits.textMax
    problems.push({
      ...{ why: 'too-long', part, limit: limits.textMax, actual: length },
      words: {
        en: `${en} is ${over} too long for ${name} (${length} of ${limits.textMax}). Shorten it or split it.`,
        fr: `${fr} dépasse de ${over} la limite de ${name} (${length} sur ${limits.textMax}). Raccourcissez ou scindez.`,
      },
    })
  }
  if (limits.textBytesMax !== undefined && bytes > limits.textBytesMax)
    problems.push({
      ...{ why: 'too-many-bytes', part, limit: limits.textBytesMax, actual: bytes },
      words: {
        en: `${en} takes ${bytes} bytes, and ${name} takes ${limits.textBytesMax}. Use fewer emoji and signs, or shorten it.`,
        fr: `${fr} prend ${bytes} octets, et ${name} en accepte ${limits.textBytesMax}. Retirez des émojis ou des signes, ou raccourcissez.`,
      },
    })
  return problems
}

function countProblems({ parts, media }: VersionContent, rules: ContentRules): ContentProblem[] {
  const { limits, capabilities } = rules
  const { name } = capabilities
  const problems: ContentProblem[] = []
  const partsMax = capabilities.threads ? limits.partsMax : 1
  if (parts.length > partsMax)
    problems.push({
      ...{ why: 'too-many-parts', limit: partsMax, actual: parts.length },
      words: {
        en: `${name} takes ${count(partsMax, 'part', 'parts')}, and there are ${parts.length}. Put parts together.`,
        fr: `${name} accepte ${count(partsMax, 'partie', 'parties')}, et il y en a ${parts.length}. Regroupez-les.`,
      },
    })
  if (media.length > limits.filesMax)
    problems.push({
      ...{ why: 'too-many-files', limit: limits.filesMax, actual: media.length },
      words: {
        en: `${name} takes ${count(limits.filesMax, 'file', 'files')}, and there are ${media.length}. Remove some.`,
        fr: `${name} accepte ${count(limits.filesMax, 'fichier', 'fichiers')}, et il y en a ${media.length}. Retirez-en.`,
      },
    })
  return problems
}

function meansProblems(content: VersionContent, { capabilities, limits }: ContentRules): ContentProblem[] {
  const { name } = capabilities
  const problems: ContentProblem[] = []
  if (content.replyTo !== undefined && !capabilities.replies)
    problems.push({
      why: 'no-replies',
      words: { en: `${name} cannot answer a post.`, fr: `${name} ne permet pas de répondre à un message.` },
    })
  if (content.quoteOf !== undefined && !capabilities.quotes)
    problems.push({
      why: 'no-quotes',
      words: { en: `${name} cannot quote a post.`, fr: `${name} ne permet pas de citer un message.` },
    })
  const warning = content.contentWarning
  if (warning !== undefined && !capabilities.contentWarning)
    problems.push({
      why: 'no-content-warning',
      words: {
        en: `${name} has no content warnings. Put it at the beginning of the text.`,
        fr: `${name} n’a pas d’avertissement de contenu. Placez-le au début du texte.`,
      },
    })
  const warningMax = limits.contentWarningMax
  if (warning !== undefined && warningMax !== undefined && warning.length > warningMax)
    problems.push({
      ...{ why: 'content-warning-too-long', limit: warningMax, actual: warning.length },
      words: {
        en: `The content warning has ${warning.length} characters, and ${name} takes ${warningMax}.`,
        fr: `L’avertissement de contenu a ${warning.length} caractères, et ${name} en accepte ${warningMax}.`,
      },
    })
  return problems
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}

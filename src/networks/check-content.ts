import type { VersionContent, VersionMedia } from '#kernel/version-content.ts'
import type { Words } from '#kernel/words.ts'
import type { ContentProblem, SendingCapabilities, SendingLimits } from '#networks/sender.ts'

/** What content is held against. `measure` counts a text as the network does. */
export type ContentRules = {
  capabilities: SendingCapabilities
  limits: SendingLimits
  measure: (text: string) => number
}

/**
 * Why content cannot go out as it stands, in the order somebody reads it: text, files, the rest. Pure; the same function is asked
 * while writing, before approval and before sending.
 */
export function checkContent(content: VersionContent, rules: ContentRules): ContentProblem[] {
  return [
    ...content.parts.flatMap((text, part) => textProblems(text, { part, of: content.parts.length }, rules)),
    ...countProblems(content, rules),
    ...content.media.flatMap((file, at) => mediaProblems(file, at + 1, rules)),
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

function mediaProblems(file: VersionMedia, at: number, rules: ContentRules): ContentProblem[] {
  const { limits, capabilities } = rules
  const { name } = capabilities
  const problem = (
    why: ContentProblem['why'],
    words: Words,
    more?: Pick<ContentProblem, 'limit' | 'actual'>,
  ): ContentProblem => ({ why, file: file.sha256, words, ...more })
  const taken = Object.keys(limits.media)
  const known = limits.media[file.mediaType]
  if (known === undefined)
    return [
      taken.length === 0
        ? problem('no-media', {
            en: `${name} takes no files. Remove file ${at}.`,
            fr: `${name} n’accepte aucun fichier. Retirez le fichier ${at}.`,
          })
        : problem('media-type', {
            en: `${name} does not take file ${at} (${file.mediaType}). It takes ${taken.join(', ')}.`,
            fr: `${name} n’accepte pas le fichier ${at} (${file.mediaType}). Types acceptés : ${taken.join(', ')}.`,
          }),
    ]
  const problems: ContentProblem[] = []
  if (file.bytes > known.bytesMax)
    problems.push(
      problem(
        'media-too-large',
        {
          en: `File ${at} has ${megabytes(file.bytes, 'en')}, and ${name} takes ${megabytes(known.bytesMax, 'en')}. Use a smaller copy.`,
          fr: `Le fichier ${at} fait ${megabytes(file.bytes, 'fr')}, et ${name} accepte ${megabytes(known.bytesMax, 'fr')}. Utilisez une copie plus petite.`,
        },
        { limit: known.bytesMax, actual: file.bytes },
      ),
    )
  if (!file.decorative && file.alt.trim() === '')
    problems.push(
      problem('alt-missing', {
        en: `File ${at} has no description. Describe it, or mark it as decorative.`,
        fr: `Le fichier ${at} n’a pas de description. Décrivez-le, ou marquez-le comme décoratif.`,
      }),
    )
  const altMax = limits.altLengthMax
  if (altMax !== undefined && file.alt.length > altMax)
    problems.push(
      problem(
        'alt-too-long',
        {
          en: `The description of file ${at} has ${file.alt.length} characters, and ${name} takes ${altMax}.`,
          fr: `La description du fichier ${at} a ${file.alt.length} caractères, et ${name} en accepte ${altMax}.`,
        },
        { limit: altMax, actual: file.alt.length },
      ),
    )
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

function megabytes(bytes: number, language: 'en' | 'fr'): string {
  const mb = (bytes / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })
  return language === 'en' ? `${mb} MB` : `${mb} Mo`
}

import type { VersionContent } from '#kernel/version-content.ts'
import { checkContent } from '#networks/check-content.ts'
import { mastodonSendingCapabilities as capabilities } from '#networks/mastodon/capabilities.ts'
import type { MastodonLimits } from '#networks/mastodon/limits.ts'
import { countGraphemes, measureText } from '#networks/mastodon/measure.ts'
import type { ContentProblem } from '#networks/sender.ts'

/**
 * Why content cannot go out as it stands. Two rules are Mastodon's own: the content warning counts as part of each text, and a
 * film or sound stands alone.
 */
export function checkMastodon(content: VersionContent, limits: MastodonLimits): ContentProblem[] {
  const warningLength = countGraphemes(content.contentWarning ?? '')
  return [
    ...checkContent(content, {
      capabilities,
      limits: { ...limits, textMax: Math.max(0, limits.textMax - warningLength) },
      measure: (text) => measureText(text, limits.urlLength),
    }),
    ...mixedFiles(content),
  ]
}

function mixedFiles({ media }: VersionContent): ContentProblem[] {
  if (media.length < 2 || media.every(({ mediaType }) => mediaType.startsWith('image/'))) return []
  return [
    {
      ...{ why: 'too-many-files', limit: 1, actual: media.length },
      words: {
        en: `${capabilities.name} takes a film or a sound only by itself, and there are ${media.length} files. Remove the others.`,
        fr: `${capabilities.name} n’accepte une vidéo ou un son que seul, et il y a ${media.length} fichiers. Retirez les autres.`,
      },
    },
  ]
}

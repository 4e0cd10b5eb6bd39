import type { VersionMedia } from '#kernel/version-content.ts'
import { filesAt } from '#roles/publishing/web/draft.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'

/** The files as they would go out to an account: the copy it is given, and until the desk has said which, the file as it is. */
export function mediaShown(state: Composer, account: string, language: string): VersionMedia[] {
  const saved = state.message?.versions.find(
    ({ content }) => content.account === account && content.language === language,
  )
  return filesAt(state.draft, account, language).flatMap(({ sha256, alt, decorative, captions, focus }) => {
    const copy = state.checked?.copies.find((one) => one.account === account && one.of === sha256)
    const at = saved?.files.findIndex((one) => one.sha256 === sha256) ?? -1
    const goes = copy?.goes ?? saved?.content.media[at] ?? state.keptFile(sha256)
    if (goes === undefined) return []
    const { sha256: bytesOf, mediaType, bytes } = goes
    return [
      {
        ...{ sha256: bytesOf, mediaType, bytes, alt: decorative ? '' : alt, decorative },
        ...(captions === undefined ? {} : { captions: { sha256: captions, language } }),
        ...(focus === undefined ? {} : { focus }),
      },
    ]
  })
}

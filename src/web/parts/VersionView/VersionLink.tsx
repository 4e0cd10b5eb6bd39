import type { ReactElement } from 'react'
import type { VersionCard } from '#kernel/version-content.ts'
import { useVersionWords, VersionText } from '#web/parts/VersionView/VersionText.tsx'

/** The card of a link as it goes out: its picture, what stands in it, and the whole address it leads to. */
export function VersionLinkView({ card, tag }: { card: VersionCard; tag: string }): ReactElement {
  const { say } = useVersionWords()
  const { url, title, description, image } = card
  return (
    <div className="link-card" role="group" aria-label={say('version.card')}>
      {image !== undefined && <img src={`/api/files/${image.sha256}?size=small`} alt="" />}
      <div className="link-words">
        <b lang={tag} dir="auto">
          {title === '' ? (
            <span className="muted">{say('version.empty')}</span>
          ) : (
            <VersionText text={title} />
          )}
        </b>
        {description !== '' && (
          <span className="small" lang={tag} dir="auto">
            <VersionText text={description} />
          </span>
        )}
        <span className="small muted address" dir="ltr">
          <VersionText text={url} />
        </span>
      </div>
    </div>
  )
}

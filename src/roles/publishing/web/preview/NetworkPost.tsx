import { TriangleAlert } from 'lucide-react'
import { useState, type ReactElement, type ReactNode } from 'react'
import type { VersionCard, VersionMedia, VersionPoll } from '#kernel/version-content.ts'
import { isUrl } from '#kernel/url.ts'
import type { z } from 'zod'
import { MarkedText } from '#roles/publishing/web/preview/MarkedText.tsx'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { VersionMediaView, VersionPollView } from '#web/parts/VersionView/VersionView.tsx'
import './Preview.css'

type Props = {
  account: { name: string; handle: string; network: string }
  language: string
  parts: readonly string[]
  media: readonly VersionMedia[]
  poll: VersionPoll | undefined
  contentWarning: string | undefined
  card: z.infer<typeof VersionCard> | undefined
  byline: string | undefined
}

/** A version as readers of its network would meet it: a post or a thread, its warning folded over it, its pictures with what they show. */
export function NetworkPost(props: Props): ReactElement {
  const { say, language: languageName } = usePreviewWords()
  const { account, language, parts } = props
  return (
    <article
      className="network-post"
      aria-label={say('post.name', { name: account.name, language: languageName(language) })}
    >
      {parts.map((text, place) => (
        // Parts of a thread have no name but their place.
        <div key={place} className={`one-post ${parts.length > 1 ? 'threaded' : ''}`}>
          <Mark name={account.name} />
          <div className="stack tight">
            <Head {...props} part={place + 1} />
            <Folded warning={props.contentWarning} language={language}>
              <Words
                text={text}
                language={language}
                byline={place === parts.length - 1 ? props.byline : undefined}
              />
              {place === 0 && <Attached {...props} />}
            </Folded>
          </div>
        </div>
      ))}
    </article>
  )
}

function Mark({ name }: { name: string }): ReactElement {
  const initials = name
    .split(/[\s·-]+/u)
    .flatMap((word) => Array.from(word)[0] ?? [])
    .filter((letter) => /\p{L}/u.test(letter))
  return (
    <span className="mark" aria-hidden="true">
      {initials.slice(0, 2).join('').toUpperCase()}
    </span>
  )
}

function Head({ account, parts, part }: Props & { part: number }): ReactElement {
  const { say } = usePreviewWords()
  const where = [account.handle, account.network].filter((one) => one !== '' && one !== account.name)
  return (
    <p className="post-head">
      <b>{account.name}</b>
      {parts.length > 1 && (
        <span className="small muted of-thread">{say('post.part', { part, count: parts.length })}</span>
      )}
      <span className="small muted where">{[...new Set(where)].join(' · ')}</span>
    </p>
  )
}

/** Everything below a warning is closed until somebody opens it, as on the network. */
function Folded(props: { warning: string | undefined; language: string; children: ReactNode }): ReactElement {
  const { say } = usePreviewWords()
  const [isOpen, setOpen] = useState(false)
  const { warning, language, children } = props
  if (warning === undefined || warning.trim() === '') return <>{children}</>
  return (
    <>
      <div className="post-warning">
        <TriangleAlert className="icon" aria-hidden="true" />
        <span lang={language} dir="auto">
          <MarkedText text={warning} />
        </span>
        <Button small look="quiet" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {say(isOpen ? 'post.fold' : 'post.unfold')}
        </Button>
      </div>
      {isOpen && children}
    </>
  )
}

/** The words, and the line of a person at their end a little quieter. */
function Words(props: { text: string; language: string; byline: string | undefined }): ReactElement {
  const { say } = usePreviewWords()
  const { text, language, byline } = props
  if (text.trim() === '') return <p className="muted">{say('post.empty')}</p>
  const at = byline === undefined ? -1 : text.lastIndexOf(byline)
  const words = at === -1 ? text : text.slice(0, at)
  return (
    <p className="said" lang={language} dir="auto">
      <MarkedText text={words} />
      {at !== -1 && (
        <span className="muted">
          <MarkedText text={text.slice(at)} />
        </span>
      )}
    </p>
  )
}

/** What goes with the first post. */
function Attached({ media, poll, card, language }: Props): ReactElement {
  return (
    <>
      {media.map((file) => (
        <VersionMediaView key={file.sha256} file={file} tag={language} />
      ))}
      {poll !== undefined && <VersionPollView poll={poll} tag={language} />}
      {card !== undefined && <Card card={card} language={language} />}
    </>
  )
}

function Card({ card, language }: { card: z.infer<typeof VersionCard>; language: string }): ReactElement {
  const { url, title, description, image } = card
  return (
    <div className="post-card">
      {image !== undefined && <img src={`/api/files/${image.sha256}?size=small`} alt={image.alt} />}
      <div className="stack tight">
        <b lang={language} dir="auto">
          <MarkedText text={title} />
        </b>
        {description !== '' && (
          <span className="small" lang={language} dir="auto">
            <MarkedText text={description} />
          </span>
        )}
        <span className="small muted">{siteOf(url)}</span>
      </div>
    </div>
  )
}

/** The site of an address, as readers know it; an address that is none as it stands. */
function siteOf(url: string): string {
  return isUrl(url) ? new URL(url).host : url
}

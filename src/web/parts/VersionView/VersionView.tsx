import { Image, ListChecks, Reply, TriangleAlert } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { FocusPoint, VersionContent, VersionMedia, VersionPoll } from '#kernel/version-content.ts'
import { VersionLinkView } from '#web/parts/VersionView/VersionLink.tsx'
import { useVersionWords, VersionText } from '#web/parts/VersionView/VersionText.tsx'
import { VersionTopics } from '#web/parts/VersionView/VersionTopics.tsx'
import './VersionView.css'

/** How one of our accounts is named to people. */
export type ShownAccount = { name: string; handle?: string | undefined; network?: string | undefined }

type Props = {
  content: VersionContent
  /** Missing: the account's id is shown. */
  account?: ShownAccount | undefined
  /** Draws the text of a part, where it is more than the text: what changed in it. */
  drawPart?: ((text: string, place: number) => ReactNode) | undefined
}

/**
 * One version whole, as it will go out to one account in one language: every part, picture, poll and warning in it. The writer sees
 * it beside what they write, the approver before they approve; both see what `versionBytes` hashes, and nothing else.
 */
export function VersionView({ content, account, drawPart }: Props): ReactElement {
  const { say, language } = useVersionWords()
  const { parts, media, contentWarning, replyTo, correction, poll, card, topics } = content
  const name = account?.name ?? content.account
  return (
    <article
      className="version"
      aria-label={say('version.to', { account: name, language: language(content.language) })}
    >
      <Head name={name} account={account} tag={content.language} />
      {replyTo !== undefined && (
        <p className="small muted row">
          <Reply className="icon" aria-hidden="true" />
          <span>{say('version.answer', { post: replyTo })}</span>
        </p>
      )}
      {contentWarning !== undefined && <Warning text={contentWarning} tag={content.language} />}
      {parts.map((text, place) => (
        // Parts of a thread have no name but their place.
        <div key={place} className="part">
          {parts.length > 1 && (
            <p className="small muted">{say('version.part', { part: place + 1, count: parts.length })}</p>
          )}
          <div className="said" lang={content.language} dir="auto">
            {text === '' && <span className="muted">{say('version.empty')}</span>}
            {drawPart ? drawPart(text, place) : <VersionText text={text} />}
          </div>
        </div>
      ))}
      {media.map((file) => (
        <VersionMediaView key={file.sha256} file={file} tag={content.language} />
      ))}
      {card !== undefined && <VersionLinkView card={card} tag={content.language} />}
      {poll !== undefined && <VersionPollView poll={poll} tag={content.language} />}
      {topics !== undefined && <VersionTopics topics={topics} />}
      {correction !== undefined && (
        <p className="small">
          <b>{say('version.correction')}</b>{' '}
          <span lang={content.language} dir="auto">
            <VersionText text={correction} />
          </span>
        </p>
      )}
    </article>
  )
}

function Head(props: { name: string; account: ShownAccount | undefined; tag: string }): ReactElement {
  const { language } = useVersionWords()
  const { name, account, tag } = props
  const where = [account?.handle, account?.network].filter((part) => part !== undefined && part !== '')
  return (
    <header>
      <span className="mark" aria-hidden="true">
        {Array.from(name.trim())[0]?.toUpperCase()}
      </span>
      <span className="who">
        <b>{name}</b>
        <span className="small muted">{[...where, language(tag)].join(' · ')}</span>
      </span>
    </header>
  )
}

function Warning({ text, tag }: { text: string; tag: string }): ReactElement {
  const { say } = useVersionWords()
  return (
    <p className="warning">
      <TriangleAlert className="icon" aria-hidden="true" />
      <span>
        <b>{say('version.warning')}</b>{' '}
        <span lang={tag} dir="auto">
          <VersionText text={text} />
        </span>
      </span>
    </p>
  )
}

/** What people are asked to choose from, how many they may choose, and how long it is open: all of it is approved. */
export function VersionPollView({ poll, tag }: { poll: VersionPoll; tag: string }): ReactElement {
  const { say } = useVersionWords()
  const { options, multiple, durationMin } = poll
  return (
    <div className="poll" role="group" aria-label={say('version.poll')}>
      <p className="row">
        <ListChecks className="icon" aria-hidden="true" />
        <b>{say('version.poll')}</b>
      </p>
      <ol className={multiple ? 'many' : 'one'}>
        {options.map((option, place) => (
          // Answers have no name but their place.
          <li key={place} lang={option === '' ? undefined : tag} dir="auto">
            {option === '' ? (
              <span className="muted">{say('version.pollEmpty')}</span>
            ) : (
              <VersionText text={option} />
            )}
          </li>
        ))}
      </ol>
      <p className="small muted">
        {say(multiple ? 'version.pollMany' : 'version.pollOne')}{' '}
        {say('version.pollOpen', lengthOf(durationMin))}
      </p>
    </div>
  )
}

/** A stretch of time in the largest unit that fits it whole. */
function lengthOf(minutes: number): { unit: 'day' | 'hour' | 'minute'; count: number } {
  if (minutes % 1440 === 0) return { unit: 'day', count: minutes / 1440 }
  return minutes % 60 === 0 ? { unit: 'hour', count: minutes / 60 } : { unit: 'minute', count: minutes }
}

/** A file as it goes out: shown, with what it shows in words. */
export function VersionMediaView({ file, tag }: { file: VersionMedia; tag: string }): ReactElement {
  const { say, number, language } = useVersionWords()
  const [kind = ''] = file.mediaType.split('/')
  return (
    <figure className="media">
      <Shown file={file} kind={kind} tag={tag} />
      <figcaption>
        <Image className="icon" aria-hidden="true" />
        <span>
          <b>{say('version.media', { kind, kilobytes: number(Math.ceil(file.bytes / 1000)) })}</b>
          <span className="small" lang={file.alt === '' ? undefined : tag}>
            {file.decorative && say('version.decorative')}
            {!file.decorative && say(file.alt === '' ? 'version.noAlt' : 'version.alt', { alt: file.alt })}
          </span>
          {file.captions !== undefined && (
            <a className="small" href={`/api/files/${file.captions.sha256}`} target="_blank" rel="noopener">
              {say('version.captions', { language: language(file.captions.language) })}
            </a>
          )}
          {file.focus !== undefined && (
            <span className="small muted">{say('version.focus', placeOf(file.focus))}</span>
          )}
        </span>
      </figcaption>
    </figure>
  )
}

/** A point of a picture in hundredths of its width and height, from the left and the top. */
function placeOf({ x, y }: FocusPoint): { left: number; top: number } {
  return { left: Math.round((x + 1) * 50), top: Math.round((1 - y) * 50) }
}

/** The very file that goes out: pictures as a smaller one for the screen, films and sounds to be played. */
function Shown({ file, kind, tag }: { file: VersionMedia; kind: string; tag: string }): ReactElement | null {
  const address = `/api/files/${file.sha256}`
  const named = file.alt === '' ? {} : { 'aria-label': file.alt, lang: tag }
  if (kind === 'image') return <img src={`${address}?size=small`} alt={file.alt} lang={tag} />
  if (kind === 'video')
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- shown as it goes out: with the captions it has, beside it or in its pictures
      <video src={address} controls preload="metadata" {...named}>
        {file.captions !== undefined && (
          <track
            kind="captions"
            default
            src={`/api/files/${file.captions.sha256}`}
            srcLang={file.captions.language}
          />
        )}
      </video>
    )
  if (kind === 'audio')
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a sound goes out with its description, which stands below
    return <audio src={address} controls preload="none" {...named} />
  return null
}

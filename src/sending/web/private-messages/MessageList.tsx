import { ExternalLink } from 'lucide-react'
import type { ReactElement } from 'react'
import { isUrl } from '#kernel/url.ts'
import type { MessageView } from '#sending/private-messages/contract.ts'
import { named } from '#sending/web/private-messages/people-words.ts'
import { usePrivateWords } from '#sending/web/private-messages/words.ts'

type Props = { messages: readonly MessageView[]; network: string }

/** What was written, oldest first, with a line for each day. Whatever hangs on a message is a link; nothing is loaded. */
export function MessageList({ messages, network }: Props): ReactElement {
  const words = usePrivateWords()
  const { say } = words
  return (
    <ol className="letters" aria-label={say('one.messages')}>
      {messages.map((one, at) => {
        const day = words.day(one.sentAt)
        const before = messages[at - 1]
        return (
          <li key={one.id} className={one.isOurs ? 'letter ours' : 'letter'}>
            {(before === undefined || words.day(before.sentAt) !== day) && (
              <p className="letter-day">{day}</p>
            )}
            <Letter of={one} network={network} />
          </li>
        )
      })}
    </ol>
  )
}

function Letter({ of, network }: { of: MessageView; network: string }): ReactElement {
  const words = usePrivateWords()
  const { say } = words
  const { sentAt, text, goneAt, attachments } = of
  return (
    <div className="bubble stack tight">
      <p className="small">
        <b>
          <Sender of={of} />
        </b>{' '}
        <time className="muted" dateTime={sentAt} title={words.full(sentAt)}>
          {words.time(sentAt)}
        </time>
      </p>
      {text !== undefined && (
        <p className="said" dir="auto">
          {text}
        </p>
      )}
      {text === undefined && goneAt !== undefined && (
        <p className="muted">
          <i>{say('letter.gone', { at: words.when(goneAt, Date.now()) })}</i>
        </p>
      )}
      {text === undefined && goneAt === undefined && <p className="muted">{say('letter.unopened')}</p>}
      {attachments.length > 0 && (
        <ul className="stack tight" aria-label={say('letter.attached')}>
          {attachments.map(({ type, url, alt }) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noopener noreferrer nofollow" className="row attached">
                <ExternalLink className="icon" aria-hidden="true" />
                <span>
                  {say(`attached.${type}`, { network })}
                  {alt !== undefined && (
                    <>
                      {' '}
                      <bdi>{alt}</bdi>
                    </>
                  )}{' '}
                  <span className="muted small">{hostOf(url)}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Sender({ of: { isOurs, from } }: { of: MessageView }): ReactElement {
  const { say } = usePrivateWords()
  if (isOurs) return <>{say('letter.ours')}</>
  return from.handle === '' ? <>{say('row.nobody')}</> : <bdi>{named(from)}</bdi>
}

/** Whose server a link opens: seen before it is opened. */
function hostOf(url: string): string {
  return isUrl(url) ? new URL(url).host : ''
}

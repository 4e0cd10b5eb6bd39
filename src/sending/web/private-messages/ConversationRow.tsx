import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Conversation, ReadingAccount } from '#sending/private-messages/contract.ts'
import { agoWords } from '#sending/web/private-messages/ago.ts'
import { peopleWords } from '#sending/web/private-messages/people-words.ts'
import { usePrivateWords } from '#sending/web/private-messages/words.ts'
import { networkWord } from '#web/network-word.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'

type Props = { of: Conversation; account: ReadingAccount | undefined; showsAccount: boolean }

/** A conversation in the list: who, the last words, how long ago, and whether it is new. */
export function ConversationRow({ of, account, showsAccount }: Props): ReactElement {
  const words = usePrivateWords()
  const { say, tag } = words
  const { id, lastAt, preview, lastIsOurs, isNew, handled, messages } = of
  const nowMs = Date.now()
  const ago = agoWords(Date.parse(lastAt), nowMs, tag) ?? words.when(lastAt, nowMs)
  return (
    <li className={isNew ? 'conversation new' : 'conversation'}>
      <div className="row between head">
        <Link to="/publish/messages/$conversation" params={{ conversation: id }} className="who">
          <bdi>{peopleWords(of, words)}</bdi>
        </Link>
        <span className="row small muted">
          {isNew && <Badge look="accent">{say('row.new')}</Badge>}
          <time dateTime={lastAt} title={words.full(lastAt)}>
            {ago}
          </time>
        </span>
      </div>
      <p className="preview">
        {lastIsOurs && <span className="muted">{say('row.ours')} </span>}
        {preview === undefined ? <i className="muted">{say('row.gone')}</i> : <bdi dir="auto">{preview}</bdi>}
      </p>
      <p className="small muted">
        {[
          showsAccount && account ? `${account.name} (${networkWord(account, words)})` : undefined,
          say('row.messages', { count: messages }),
          handled && say('row.handled', { by: handled.by, at: words.when(handled.at, nowMs) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  )
}

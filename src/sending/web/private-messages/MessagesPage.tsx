import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useRef, type ReactElement, type RefObject } from 'react'
import type { ReadingAccount } from '#sending/private-messages/contract.ts'
import { ConversationRow } from '#sending/web/private-messages/ConversationRow.tsx'
import { listQuery, readingQuery } from '#sending/web/private-messages/data.ts'
import { ReadingSection } from '#sending/web/private-messages/ReadingSection.tsx'
import { usePrivateWords } from '#sending/web/private-messages/words.ts'
import { useKey } from '#web/keys.ts'
import { networkWord } from '#web/network-word.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { useMay } from '#web/desk.ts'
import '#sending/web/Sending.css'
import './Private.css'

/** What people wrote to our accounts in private: new ones first; and for which accounts that is read, by whom and what for. */
export function MessagesPage(): ReactElement {
  const { say } = usePrivateWords()
  const navigate = useNavigate()
  const { show, account } = useSearch({ from: '/publish/messages' })
  const reading = useQuery(readingQuery)
  const mayAsk = useMay('write')
  usePageTitle(say('private.title'))
  useKey('back', () => void navigate({ to: '/publish' }))
  const mine = reading.data?.accounts.filter(({ mayRead }) => mayRead) ?? []
  return (
    <div className="stack wide sending private">
      <p className="back">
        <Link to="/publish">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('private.back')}
        </Link>
      </p>
      <header>
        <h1>{say('private.title')}</h1>
        <p className="lede">{say('private.lede')}</p>
      </header>
      {reading.error && <ProblemNotice error={reading.error} onAgain={() => void reading.refetch()} />}
      {reading.isPending && <Skeleton lines={4} />}
      {reading.data && mine.length > 0 && mayAsk && (
        <Conversations show={show ?? 'open'} account={account} accounts={mine} />
      )}
      {reading.data && mine.length === 0 && <NothingForMe accounts={reading.data.accounts} />}
      {reading.data && <ReadingSection board={reading.data} />}
    </div>
  )
}

/** Nothing is read at all, or it is read by others. */
function NothingForMe({ accounts }: { accounts: readonly ReadingAccount[] }): ReactElement {
  const { say } = usePrivateWords()
  const isRead = accounts.some(({ isOn }) => isOn)
  return (
    <Empty
      why={say(isRead ? 'empty.others' : 'empty.off')}
      example={say(isRead ? 'empty.othersExample' : 'empty.offExample')}
    />
  )
}

/** The keys for next and previous go from row to row; Enter opens the one with the focus. */
function useRowKeys(): RefObject<HTMLUListElement | null> {
  const rows = useRef<HTMLUListElement>(null)
  const step = (by: number): void => {
    const links = [...(rows.current?.querySelectorAll<HTMLElement>('.who') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus()
  }
  useKey('next', () => step(1))
  useKey('previous', () => step(-1))
  return rows
}

type ListProps = {
  show: 'open' | 'handled'
  account: string | undefined
  accounts: readonly ReadingAccount[]
}

function Conversations({ show, account, accounts }: ListProps): ReactElement {
  const words = usePrivateWords()
  const { say } = words
  const navigate = useNavigate()
  const chosen = accounts.find((one) => one.account === account)
  const list = useQuery(listQuery({ show, ...(chosen && { account: chosen.account }) }))
  const onlyOf = chosen && { account: chosen.account }
  const rows = useRowKeys()
  return (
    <section className="stack" aria-label={say('list.title')}>
      <div className="row between filters">
        <nav className="row tabs" aria-label={say('list.tabs')}>
          <Link
            to="/publish/messages"
            search={{ ...onlyOf }}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {say('list.open')}
          </Link>
          <Link
            to="/publish/messages"
            search={{ ...onlyOf, show: 'handled' }}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {say('list.handled')}
          </Link>
        </nav>
        {accounts.length > 1 && (
          <SelectField
            name="private-account"
            label={say('list.account')}
            value={chosen?.account ?? ''}
            onChange={(next) =>
              void navigate({
                to: '/publish/messages',
                search: {
                  ...(show === 'handled' && { show: 'handled' as const }),
                  ...(next !== '' && { account: next }),
                },
                replace: true,
              })
            }
            options={[
              { value: '', label: say('list.everyAccount') },
              ...accounts.map((one) => ({
                value: one.account,
                label: `${one.name} (${networkWord(one, words)})`,
              })),
            ]}
          />
        )}
      </div>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={4} />}
      {list.data?.conversations.length === 0 && (
        <Empty
          why={say(show === 'open' ? 'empty.open' : 'empty.handled')}
          example={show === 'open' ? say('empty.openExample') : undefined}
        />
      )}
      {list.data && list.data.conversations.length > 0 && (
        <ul className="conversations card" ref={rows}>
          {list.data.conversations.map((one) => (
            <ConversationRow
              key={one.id}
              of={one}
              account={accounts.find((other) => other.account === one.account)}
              showsAccount={accounts.length > 1}
            />
          ))}
        </ul>
      )}
      {list.data?.isCut && <p className="muted">{say('list.cut')}</p>}
    </section>
  )
}

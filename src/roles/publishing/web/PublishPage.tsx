import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import { mayDo } from '#kernel/permission.ts'
import type { MessageState, MessageSummary } from '#roles/publishing/contract.ts'
import { accountsQuery, messagesQuery } from '#roles/publishing/web/data.ts'
import { KeptHereNotice } from '#roles/publishing/web/KeptHereNotice.tsx'
import { MessageEntry } from '#roles/publishing/web/MessageEntry.tsx'
import { NoAccounts } from '#roles/publishing/web/NoAccounts.tsx'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { sessionQuery } from '#web/client.ts'
import { useDesk } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { PlaceLinks } from '#web/parts/PlaceLinks/PlaceLinks.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Publish.css'

/** What somebody must do next comes first. */
const order: readonly MessageState[] = ['returned', 'approved', 'waiting', 'draft', 'down', 'published']

const places = [
  { to: '/publish/calendar', key: 'calendar.link' },
  { to: '/publish/outbox', key: 'area.outbox' },
  { to: '/publish/accounts', key: 'accounts.title' },
  { to: '/publish/names', key: 'names.link' },
  { to: '/publish/topics', key: 'topics.link' },
  { to: '/publish/links', key: 'links.link' },
  { to: '/publish/history', key: 'history.link' },
  { to: '/publish/import', key: 'import.link' },
] as const

/** What else there is of publishing; whoever cannot write imports nothing. */
function placesOf(mayWrite: boolean): readonly (typeof places)[number][] {
  return places.filter(({ to }) => mayWrite || to !== '/publish/import')
}

/** Messages by where they stand: given back, ready to publish, waiting, drafts; below what is public. */
export function PublishPage(): ReactElement {
  const { say } = usePublishWords()
  const open = useInfiniteQuery(messagesQuery('open'))
  const accounts = useQuery(accountsQuery)
  const grants = useQuery(sessionQuery).data?.grants ?? []
  usePageTitle(say('area.publish'))
  useApprovalEvents()
  const messages = open.data?.pages.flatMap((page) => page.messages) ?? []
  const mayWrite = mayDo(grants, 'write')
  const hasNone = accounts.data?.accounts.length === 0
  return (
    <div className="stack wide publish">
      <header className="row between">
        <h1>{say('area.publish')}</h1>
        {mayWrite && !hasNone && (
          <Link className="button primary" to="/publish/new">
            <Plus className="icon" aria-hidden="true" /> {say('message.new')}
          </Link>
        )}
      </header>
      <PlaceLinks
        label={say('area.publish')}
        places={placesOf(mayWrite && !hasNone).map(({ to, key }) => ({
          to,
          key,
          label: say(key),
          isHere: false,
        }))}
      />
      <KeptHereNotice />
      {open.error && <ProblemNotice error={open.error} onAgain={() => void open.refetch()} />}
      {open.isPending && <Skeleton lines={4} />}
      {accounts.data && hasNone && <NoAccounts mayAdd={accounts.data.mayAdd} />}
      {open.data && messages.length === 0 && !hasNone && (
        <Empty
          why={say('list.none')}
          example={say('list.noneExample')}
          action={
            mayWrite && (
              <Link className="button primary" to="/publish/new">
                {say('message.new')}
              </Link>
            )
          }
        />
      )}
      {order.map((state) => (
        <Section key={state} state={state} messages={messages.filter((one) => one.state === state)} />
      ))}
      <More {...open} />
      <Published />
    </div>
  )
}

function useApprovalEvents(): void {
  const { live } = useDesk()
  const queries = useQueryClient()
  useEffect(
    () => live.on('approvals', () => void queries.invalidateQueries({ queryKey: ['messages'] })),
    [live, queries],
  )
}

type SectionProps = { state: MessageState; messages: readonly MessageSummary[] }

function Section({ state, messages }: SectionProps): ReactElement | null {
  const { say } = usePublishWords()
  if (messages.length === 0) return null
  const halfFirst = messages.toSorted((a, b) => b.half.length - a.half.length)
  return (
    <section className="stack" aria-label={say(`list.${state}`)}>
      <h2>
        {say(`list.${state}`)} <span className="muted">{messages.length}</span>
      </h2>
      <ul className="stack">
        {halfFirst.map((message) => (
          <MessageEntry key={message.id} message={message} />
        ))}
      </ul>
    </section>
  )
}

type MoreProps = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

function More({ hasNextPage, isFetchingNextPage, fetchNextPage }: MoreProps): ReactElement | null {
  const { say } = usePublishWords()
  if (!hasNextPage) return null
  return (
    <div>
      <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
        {say('list.more')}
      </Button>
    </div>
  )
}

function Published(): ReactElement | null {
  const out = useInfiniteQuery(messagesQuery('out'))
  const messages = out.data?.pages.flatMap((page) => page.messages) ?? []
  return (
    <>
      {out.error && <ProblemNotice error={out.error} onAgain={() => void out.refetch()} />}
      <Section state="published" messages={messages} />
      <More {...out} />
    </>
  )
}

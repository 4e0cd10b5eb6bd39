import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, Check, Download, ExternalLink, RotateCcw, Trash2 } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { ConversationDetail } from '#sending/private-messages/contract.ts'
import {
  conversationQuery,
  listQueryKey,
  markHandled,
  privateKey,
} from '#sending/web/private-messages/data.ts'
import { DeleteDialog } from '#sending/web/private-messages/DeleteDialog.tsx'
import { ExportDialog } from '#sending/web/private-messages/ExportDialog.tsx'
import { MessageList } from '#sending/web/private-messages/MessageList.tsx'
import { peopleWords } from '#sending/web/private-messages/people-words.ts'
import { usePrivateWords } from '#sending/web/private-messages/words.ts'
import { useKey } from '#web/keys.ts'
import { networkWord } from '#web/network-word.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import '#sending/web/Sending.css'
import './Private.css'

/** One conversation with a citizen: who it is as the network names them, what was written, and what can be done with it. */
export function ConversationPage(): ReactElement {
  const { say } = usePrivateWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { conversation: id } = useParams({ from: '/publish/messages/$conversation' })
  const { data, error, isPending, refetch } = useQuery(conversationQuery(id))
  // A name would stand in the history of a shared browser.
  usePageTitle(say('one.title'))
  useKey('back', () => void navigate({ to: '/publish/messages' }))
  const lastAt = data?.conversation.lastAt
  // It was opened: in the list it is not new any more.
  useEffect(() => {
    if (lastAt !== undefined) void queries.invalidateQueries({ queryKey: listQueryKey })
  }, [queries, lastAt])
  return (
    <div className="stack wide sending private">
      <p className="back">
        <Link to="/publish/messages">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('private.title')}
        </Link>
      </p>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={6} />}
      {data && <Conversation of={data} />}
    </div>
  )
}

function Conversation({ of }: { of: ConversationDetail }): ReactElement {
  const words = usePrivateWords()
  const { say } = words
  const { conversation, isCut, messages, answerAt, keptUntil } = of
  const network = networkWord({ network: conversation.network, networkName: of.networkName }, words)
  const { handled, seen } = conversation
  const nowMs = Date.now()
  return (
    <>
      <header className="stack tight">
        <h1>
          <bdi>{peopleWords(conversation, words)}</bdi>
        </h1>
        <p className="muted">
          {say('one.where', { network })}
          {seen && ` · ${say('one.seen', { by: seen.by, at: words.when(seen.at, nowMs) })}`}
        </p>
        {handled && (
          <p className="row handled">
            <Check className="icon" aria-hidden="true" />
            {say('one.handled', { by: handled.by, at: words.when(handled.at, nowMs) })}
          </p>
        )}
      </header>
      {isCut && <p className="muted">{say('one.cut')}</p>}
      <MessageList messages={messages} network={network} />
      <Acts of={of} />
      <p className="small muted prose">
        {say(answerAt === undefined ? 'one.answerNowhere' : 'one.answerLater', { network })}{' '}
        {say('one.kept', { day: words.day(keptUntil) })}
      </p>
    </>
  )
}

function Acts({ of }: { of: ConversationDetail }): ReactElement {
  const { say } = usePrivateWords()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<'delete' | 'export'>()
  const { conversation, answerAt, networkName: network } = of
  const { id, handled } = conversation
  const isHandled = handled !== undefined
  const act = useMutation({
    mutationFn: () => markHandled(id, !isHandled),
    onSuccess: async () => {
      toasts.say({ text: say(isHandled ? 'one.opened' : 'one.done') })
      await queries.invalidateQueries({ queryKey: privateKey })
    },
  })
  const mark = (): void => {
    if (!act.isPending) act.mutate()
  }
  return (
    <div className="stack">
      {act.error && <ProblemNotice error={act.error} />}
      <div className="row private-acts">
        {answerAt !== undefined && (
          <a className="button primary" href={answerAt} target="_blank" rel="noopener noreferrer">
            <ExternalLink className="icon" aria-hidden="true" />
            {say('one.answerOn', { network })}
          </a>
        )}
        <Button
          look={answerAt === undefined && !isHandled ? 'primary' : 'plain'}
          icon={isHandled ? RotateCcw : Check}
          isDisabled={act.isPending}
          onPress={mark}
        >
          {say(isHandled ? 'one.markOpen' : 'one.markHandled')}
        </Button>
        <Button icon={Download} onPress={() => setAsked('export')}>
          {say('one.export')}
        </Button>
        <Button icon={Trash2} onPress={() => setAsked('delete')}>
          {say('one.delete')}
        </Button>
      </div>
      {asked === 'delete' && <DeleteDialog id={id} onClose={() => setAsked(undefined)} />}
      {asked === 'export' && <ExportDialog id={id} onClose={() => setAsked(undefined)} />}
    </div>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import { secondMs } from '#kernel/time.ts'
import type { Template } from '#roles/publishing/templates/contract.ts'
import { Composer } from '#roles/publishing/web/Composer.tsx'
import { accountsQuery, messageQuery } from '#roles/publishing/web/data.ts'
import { draftOf, emptyDraft, formAsRead, shapeKey, type Draft } from '#roles/publishing/web/draft.ts'
import { holdingLine } from '#roles/publishing/web/holding-line.ts'
import { fromTemplate } from '#roles/publishing/web/templates/begin.ts'
import { templatesQuery } from '#roles/publishing/web/templates/data.ts'
import { TemplatePick } from '#roles/publishing/web/templates/TemplatePick.tsx'
import { NoAccounts } from '#roles/publishing/web/NoAccounts.tsx'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { sessionQuery } from '#web/client.ts'
import { useDesk } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** How often a message that stands open is read again, beside what the live link tells. */
const readAgainMs = 20 * secondMs

/** A new message; with `about`, a holding line on a story, its blanks still to fill; with `issue`, linked to that when it is saved. */
export function NewMessagePage(): ReactElement {
  const { say } = usePublishWords()
  const { about, issue, template } = useSearch({ from: '/publish/new' })
  const templates = useQuery(templatesQuery)
  const navigate = useNavigate()
  const accounts = useQuery(accountsQuery)
  const session = useQuery(sessionQuery)
  usePageTitle(say('message.new'))
  const known = accounts.data?.accounts
  const from = templates.data?.templates.find(({ id }) => id === template)
  const isAwaited = template !== undefined && templates.isPending
  return (
    <div className="stack wide publish">
      <BackLink />
      {accounts.error && <ProblemNotice error={accounts.error} onAgain={() => void accounts.refetch()} />}
      {accounts.isPending && <Skeleton lines={5} />}
      {accounts.data && known?.length === 0 && <NoAccounts mayAdd={accounts.data.mayAdd} />}
      {about === undefined && known !== undefined && known.length > 0 && templates.data && (
        <TemplatePick templates={templates.data.templates} chosen={from?.id} issue={issue} />
      )}
      {known !== undefined && known.length > 0 && session.data && !isAwaited && (
        <Composer
          key={`${about ?? ''} ${issue ?? ''} ${from?.id ?? ''}`}
          about={issue === undefined ? undefined : `issue:${issue}`}
          message={undefined}
          newName={newNameOf(about, from?.id)}
          accounts={known}
          personId={session.data.person.id}
          first={
            about === undefined
              ? begun(
                  from,
                  known.map(({ id }) => id),
                )
              : holdingLine(
                  about,
                  known.map(({ id }) => id),
                )
          }
          onSaved={({ id }) => void navigate({ to: '/publish/$id', params: { id }, replace: true })}
        />
      )}
    </div>
  )
}

/** Under which unsaved words are kept: those of a template or a story are not those of an empty message. */
function newNameOf(about: string | undefined, template: string | undefined): string {
  const rest = about ?? (template === undefined ? undefined : `template ${template}`)
  return rest === undefined ? 'new' : `new ${rest}`
}

function begun(template: Template | undefined, accounts: readonly string[]): Draft {
  return template === undefined ? emptyDraft(accounts) : fromTemplate(template, accounts)
}

/** One message: its texts, where its approval stands, what is public of it. */
export function MessagePage(): ReactElement {
  const { say } = usePublishWords()
  const { id } = useParams({ from: '/publish/$id' })
  const message = useQuery({ ...messageQuery(id), refetchInterval: readAgainMs })
  const accounts = useQuery(accountsQuery)
  const session = useQuery(sessionQuery)
  const queries = useQueryClient()
  usePageTitle(message.data?.title ?? say('area.publish'))
  useApprovalEvents(id)
  const error = message.error ?? accounts.error
  const isThere = message.data && accounts.data && session.data
  return (
    <div className="stack wide publish">
      <BackLink />
      {error && <ProblemNotice error={error} onAgain={() => void message.refetch()} />}
      {!isThere && !error && <Skeleton lines={6} />}
      {isThere && (
        <Composer
          key={id}
          message={message.data}
          newName=""
          accounts={accounts.data.accounts}
          personId={session.data.person.id}
          first={draftOf(formAsRead(message.data), queries.getQueryData<Draft>(shapeKey(id)))}
          onSaved={() => undefined}
        />
      )}
    </div>
  )
}

/** Reads the message anew when its approval changes, wherever that was done. */
function useApprovalEvents(id: string): void {
  const { live } = useDesk()
  const queries = useQueryClient()
  useEffect(
    () => live.on('approvals', () => void queries.invalidateQueries({ queryKey: messageQuery(id).queryKey })),
    [live, queries, id],
  )
}

function BackLink(): ReactElement {
  const { say } = usePublishWords()
  const navigate = useNavigate()
  useKey('back', () => void navigate({ to: '/publish' }))
  return (
    <p className="back">
      <Link to="/publish">
        <ArrowLeft className="icon" aria-hidden="true" /> {say('message.back')}
      </Link>
    </p>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Delegation, DelegationList } from '#access/approvals/contract.ts'
import { accountOf, delegationsQuery, endDelegation } from '#access/web/approvals/data.ts'
import { DelegationForm } from '#access/web/approvals/DelegationForm.tsx'
import { useNow } from '#access/web/approvals/due.ts'
import { useAct } from '#access/web/approvals/use-act.ts'
import { useApprovalWords, type ApprovalWords } from '#access/web/approvals/words.ts'
import { sessionQuery } from '#web/client.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Approvals.css'

/** Whose right is in whose hands until when, and the way to hand over one's own. */
export function Delegations(): ReactElement {
  const { say } = useApprovalWords()
  const list = useQuery(delegationsQuery)
  const navigate = useNavigate()
  usePageTitle(say('hand.title'))
  useKey('back', () => void navigate({ to: '/approvals' }))
  return (
    <div className="stack wide">
      <p className="back">
        <Link to="/approvals">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('page.back')}
        </Link>
      </p>
      <header>
        <h1>{say('hand.title')}</h1>
        <p className="lede">{say('hand.lede')}</p>
      </header>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={4} />}
      {list.data && (
        <>
          <Running list={list.data} />
          <DelegationForm list={list.data} />
        </>
      )}
    </div>
  )
}

function Running({ list }: { list: DelegationList }): ReactElement {
  const { say } = useApprovalWords()
  return (
    <section className="stack">
      <h2>{say('hand.running')}</h2>
      {list.delegations.length === 0 && <p className="muted">{say('hand.none')}</p>}
      <ul className="approvals">
        {list.delegations.map((one) => (
          <Entry key={one.id} delegation={one} list={list} />
        ))}
      </ul>
    </section>
  )
}

function Entry({ delegation, list }: { delegation: Delegation; list: DelegationList }): ReactElement {
  const words = useApprovalWords()
  const { say, rich, when } = words
  const nowMs = useNow()
  const { data: session } = useQuery(sessionQuery)
  const { id, from, to, endsAt, holds } = delegation
  const names = { from: from.name, to: to.name }
  const { mutate, isPending, error } = useAct(
    () => endDelegation(id),
    () => say('hand.ended', names),
  )
  const me = session?.person.id
  const isMine = from.id === me
  const toMe = to.id === me ? 'hand.toMe' : 'hand.between'
  return (
    <li className="card approval">
      <p>{rich(isMine ? 'hand.fromMe' : toMe, names)}</p>
      <p className="row facts-line">
        <span>{placeWords(delegation, list, words)}</span>
        <span className="muted" title={words.full(endsAt)}>
          {say('hand.until', { when: when(endsAt, nowMs) })}
        </span>
        {!holds && <Badge look="danger">{say('hand.lost', names)}</Badge>}
      </p>
      {error && <ProblemNotice error={error} />}
      {(isMine || session?.isOwner === true) && (
        <div>
          <Button isDisabled={isPending} onPress={() => mutate(undefined)}>
            {say('hand.end')}
          </Button>
        </div>
      )}
    </li>
  )
}

function placeWords(
  { account, language, lane }: Delegation,
  { accounts }: DelegationList,
  words: ApprovalWords,
): string {
  const { say, language: languageWord } = words
  return [
    account === '*' ? say('hand.everyAccount') : accountOf(accounts, account, words).name,
    language === '*' ? say('hand.everyLanguage') : languageWord(language),
    ...(lane === '*' ? [] : [say(`hand.${lane}`)]),
  ].join(' · ')
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ClipboardPlus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Issue } from '#roles/early-warning/contract.ts'
import { issuesQuery } from '#roles/early-warning/web/data.ts'
import { IssueForm } from '#roles/early-warning/web/register/IssueForm.tsx'
import {
  CloseOrOpen,
  IssueBadges,
  IssueFacts,
  IssueNotes,
  reviewOf,
} from '#roles/early-warning/web/register/IssueLine.tsx'
import { OpenDialog } from '#roles/early-warning/web/register/OpenDialog.tsx'
import { RotaCard } from '#roles/early-warning/web/register/RotaCard.tsx'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { ReadOnly } from '#roles/early-warning/web/ReadOnly.tsx'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/early-warning/web/Register.css'
import './Issue.css'

/** What the team has taken on: how bad, whose, when to look again. Overdue ones first. */
export function IssuesPage(): ReactElement {
  const { say, rich } = useRegisterWords()
  const register = useQuery(issuesQuery)
  const mayTriage = useMay('triage')
  const [isOpening, setOpening] = useState(false)
  usePageTitle(say('area.issues'))
  const issues = register.data?.issues ?? []
  const open = issues.filter((issue) => issue.state === 'open')
  const nowMs = Date.now()
  const overdue = open.filter((issue) => (reviewOf(issue, nowMs) ?? 1) <= 0).length
  return (
    <div className="stack wide">
      <header>
        <div className="row between">
          <h1>{say('area.issues')}</h1>
          <div className="row">
            <Link className="button" to="/now/ledger">
              {say('issues.ledger')}
            </Link>
            {mayTriage && (
              <Button icon={ClipboardPlus} onPress={() => setOpening(true)}>
                {say('issues.openByHand')}
              </Button>
            )}
          </div>
        </div>
        {register.data && issues.length > 0 && (
          <p className="lede">{rich('issues.lede', { count: open.length, overdue })}</p>
        )}
        <ReadOnly verb="triage" />
      </header>
      {register.error && <ProblemNotice error={register.error} onAgain={() => void register.refetch()} />}
      {register.isPending && <Skeleton lines={3} />}
      {register.data && issues.length === 0 && (
        <Empty
          why={say('issues.none')}
          example={say('issues.noneExample')}
          action={
            <Link className="button" to="/now">
              {say('now.back')}
            </Link>
          }
        />
      )}
      <ul className="register">
        {issues.toSorted(byUrgency).map((issue) => (
          <IssueEntry key={issue.id} issue={issue} nowMs={nowMs} />
        ))}
      </ul>
      <RotaCard />
      {isOpening && <OpenDialog onClose={() => setOpening(false)} />}
    </div>
  )
}

function byUrgency(a: Issue, b: Issue): number {
  if (a.state !== b.state) return a.state === 'open' ? -1 : 1
  const later = '9'
  return (a.nextReviewAt ?? later).localeCompare(b.nextReviewAt ?? later)
}

function IssueEntry({ issue, nowMs }: { issue: Issue; nowMs: number }): ReactElement {
  const { say } = useRegisterWords()
  const mayTriage = useMay('triage')
  const [changing, setChanging] = useState(false)
  const overdue = (reviewOf(issue, nowMs) ?? 1) <= 0
  return (
    <li className={`card entry ${overdue ? 'overdue' : ''}`}>
      <div className="row between">
        <h2>
          <Link to="/now/issues/$id" params={{ id: issue.id }}>
            {issue.title}
          </Link>
        </h2>
        <IssueBadges issue={issue} />
      </div>
      <IssueFacts issue={issue} nowMs={nowMs} />
      <IssueNotes issue={issue} nowMs={nowMs} />
      {mayTriage && (
        <div className="row">
          <Button small expanded={changing} onPress={() => setChanging(!changing)}>
            {say('issue.change')}
          </Button>
          <CloseOrOpen issue={issue} />
        </div>
      )}
      {mayTriage && changing && <IssueForm issue={issue} onDone={() => setChanging(false)} />}
    </li>
  )
}

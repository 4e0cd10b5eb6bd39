import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { IssueInFull } from '#roles/early-warning/register/contract.ts'
import { ReadOnly } from '#roles/early-warning/web/ReadOnly.tsx'
import { issueQuery } from '#roles/early-warning/web/register/data.ts'
import { DecisionsCard } from '#roles/early-warning/web/register/DecisionsCard.tsx'
import { FactsCard } from '#roles/early-warning/web/register/FactsCard.tsx'
import { IssueForm } from '#roles/early-warning/web/register/IssueForm.tsx'
import {
  CloseOrOpen,
  IssueBadges,
  IssueFacts,
  IssueNotes,
} from '#roles/early-warning/web/register/IssueLine.tsx'
import { linkBelow } from '#roles/early-warning/web/register/LinkPost.tsx'
import { LinkedPosts } from '#roles/early-warning/web/register/LinkedPosts.tsx'
import { SayingCard } from '#roles/early-warning/web/register/SayingCard.tsx'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { useDesk, useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { PostList } from '#web/parts/PostList/PostList.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/early-warning/web/Register.css'
import './Issue.css'

/** One issue whole: what is known and not, what was decided, what we say, and the posts it is about. */
export function IssuePage(): ReactElement {
  const { say } = useRegisterWords()
  const { id } = useParams({ from: '/now/issues/$id' })
  const issue = useQuery(issueQuery(id))
  const navigate = useNavigate()
  useKey('back', () => void navigate({ to: '/now/issues' }))
  usePageTitle(issue.data?.title)
  useIssueEvents(id)
  return (
    <div className="stack wide">
      <p className="back">
        <Link to="/now/issues">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('issue.back')}
        </Link>
      </p>
      {issue.error && <ProblemNotice error={issue.error} onAgain={() => void issue.refetch()} />}
      {issue.isPending && <Skeleton lines={5} />}
      {issue.data && <IssueWhole issue={issue.data} />}
    </div>
  )
}

/** Asks anew when somebody else changed it, a reminder went out, or a message about it. */
function useIssueEvents(id: string): void {
  const { live } = useDesk()
  const queries = useQueryClient()
  useEffect(() => {
    const askAnew = (): void => void queries.invalidateQueries({ queryKey: issueQuery(id).queryKey })
    const stops = [live.on('approvals', askAnew), live.on('gone', askAnew)]
    return () => stops.forEach((stop) => stop())
  }, [live, queries, id])
}

function IssueWhole({ issue }: { issue: IssueInFull }): ReactElement {
  const { say } = useRegisterWords()
  const nowMs = Date.now()
  return (
    <>
      <header className="stack">
        <IssueBadges issue={issue} />
        <h1 className="issue-title">{issue.title}</h1>
        <p className="muted">{say(`severity.${issue.severity}.means`)}</p>
        <IssueFacts issue={issue} nowMs={nowMs} />
        <Changing issue={issue} />
      </header>
      <div className="issue-grid">
        <FactsCard issue={issue} nowMs={nowMs} />
        <DecisionsCard issue={issue} nowMs={nowMs} />
      </div>
      <SayingCard issue={issue} nowMs={nowMs} />
      {issue.notes.length > 0 && (
        <section className="card pane stack entry-notes">
          <h2>{say('issue.notes')}</h2>
          <IssueNotes issue={issue} nowMs={nowMs} />
        </section>
      )}
      <LinkedPosts issue={issue} />
      {issue.storyId !== undefined && <StoryPosts storyId={issue.storyId} />}
    </>
  )
}

function Changing({ issue }: { issue: IssueInFull }): ReactElement {
  const { say } = useRegisterWords()
  const mayTriage = useMay('triage')
  const [isChanging, setChanging] = useState(false)
  if (!mayTriage) return <ReadOnly verb="triage" />
  return (
    <>
      <div className="row">
        <Button small expanded={isChanging} onPress={() => setChanging(!isChanging)}>
          {say('issue.change')}
        </Button>
        <CloseOrOpen issue={issue} />
      </div>
      {isChanging && <IssueForm issue={issue} onDone={() => setChanging(false)} />}
    </>
  )
}

/** Many, so they are drawn when somebody wants to read them here. */
function StoryPosts({ storyId }: { storyId: string }): ReactElement {
  const { say } = useRegisterWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="stack">
      <div className="row between">
        <h2>{say('issue.storyPosts')}</h2>
        <Link to="/now/stories/$id" params={{ id: storyId }}>
          {say('issue.toStory')}
        </Link>
      </div>
      <div>
        <Button expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {say(isOpen ? 'issue.hidePosts' : 'issue.showPosts')}
        </Button>
      </div>
      {isOpen && (
        <PostList
          path={`/api/stories/${encodeURIComponent(storyId)}/posts`}
          query={{}}
          label={say('issue.storyPosts')}
          empty={<p className="muted">{say('story.noPosts')}</p>}
          below={linkBelow}
        />
      )}
    </section>
  )
}

import type { ReactElement } from 'react'
import { Unlink } from 'lucide-react'
import type { IssueInFull } from '#roles/early-warning/register/contract.ts'
import { linkPost } from '#roles/early-warning/web/register/data.ts'
import { useIssueAct } from '#roles/early-warning/web/register/use-issue-act.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { authorName, PostItem } from '#web/parts/Post/PostItem.tsx'
import './LinkPost.css'

/** Posts people linked to it. One that was taken back on its network is gone here too; how many were is said. */
export function LinkedPosts({ issue }: { issue: IssueInFull }): ReactElement {
  const { say } = useRegisterWords()
  const mayTriage = useMay('triage')
  const unlink = useIssueAct(issue.id, (postId: string) => linkPost(issue.id, postId, false))
  return (
    <section className="stack">
      <h2>{say('linked.title', { count: issue.posts.length })}</h2>
      {issue.posts.length === 0 && <p className="small muted">{say('linked.none')}</p>}
      {issue.postsTakenBack > 0 && (
        <p className="small">{say('linked.takenBack', { count: issue.postsTakenBack })}</p>
      )}
      {issue.postsExpired > 0 && (
        <p className="small">{say('linked.expired', { count: issue.postsExpired })}</p>
      )}
      {unlink.error && <ProblemNotice error={unlink.error} />}
      {issue.posts.length > 0 && (
        <ol className="card post-list" aria-label={say('linked.title', { count: issue.posts.length })}>
          {issue.posts.map((post) => (
            <li key={post.id}>
              <PostItem post={post} nowMs={Date.now()} />
              {mayTriage && (
                <Button
                  {...{
                    small: true,
                    look: 'quiet',
                    icon: Unlink,
                    isDisabled: unlink.isPending,
                    className: 'post-act',
                  }}
                  label={say('linked.removeOf', { name: authorName(post) ?? say('post.unnamed') })}
                  onPress={() => unlink.mutate(post.id)}
                >
                  {say('linked.remove')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

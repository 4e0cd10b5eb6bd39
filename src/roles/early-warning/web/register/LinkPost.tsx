import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { PostView } from '#listening/contract.ts'
import { issuesQuery } from '#roles/early-warning/web/data.ts'
import { issueQuery, linkPost } from '#roles/early-warning/web/register/data.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { authorName } from '#web/parts/Post/PostItem.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './LinkPost.css'

/** What stands below a post in a list: see `LinkPost`. */
export function linkBelow(post: PostView): ReactElement {
  return <LinkPost post={post} />
}

/** Below a post: links it to an open issue. Nothing where there is none, or for those who may not. */
export function LinkPost({ post }: { post: PostView }): ReactElement | null {
  const { say } = useRegisterWords()
  const mayTriage = useMay('triage')
  const [isChoosing, setChoosing] = useState(false)
  const open = (useQuery(issuesQuery).data?.issues ?? []).filter(({ state }) => state === 'open')
  if (!mayTriage || open.length === 0) return null
  if (isChoosing) return <Chooser {...{ post, open }} onDone={() => setChoosing(false)} />
  return (
    <Button
      {...{ small: true, look: 'quiet', icon: Link2, className: 'post-act' }}
      label={say('link.of', { name: authorName(post) ?? say('post.unnamed') })}
      onPress={() => setChoosing(true)}
    >
      {say('link.it')}
    </Button>
  )
}

type ChooserProps = {
  post: PostView
  open: readonly { id: string; title: string }[]
  onDone: () => void
}

function Chooser({ post, open, onDone }: ChooserProps): ReactElement {
  const { say } = useRegisterWords()
  const queries = useQueryClient()
  const [issueId, setIssueId] = useState(open[0]?.id ?? '')
  const link = useMutation({
    mutationFn: () => linkPost(issueId, post.id, true),
    onSuccess: (issue) => {
      queries.setQueryData(issueQuery(issue.id).queryKey, issue)
      toasts.say({ text: say('link.done', { title: issue.title }) })
      onDone()
    },
  })
  return (
    <form
      className="stack post-act-form"
      onSubmit={(event) => {
        event.preventDefault()
        link.mutate()
      }}
    >
      {link.error && <ProblemNotice error={link.error} />}
      <SelectField
        name={`link-${post.id}`}
        label={say('link.to')}
        value={issueId}
        onChange={setIssueId}
        options={open.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <div className="row">
        <Button small look="primary" type="submit" isDisabled={link.isPending}>
          {say('link.it')}
        </Button>
        <Button small onPress={onDone}>
          {say('form.cancel')}
        </Button>
      </div>
    </form>
  )
}

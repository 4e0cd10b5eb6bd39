import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { IssueInFull, LinkedMessage } from '#roles/early-warning/register/contract.ts'
import { linkMessage, messagesToLinkQuery } from '#roles/early-warning/web/register/data.ts'
import { useIssueAct } from '#roles/early-warning/web/register/use-issue-act.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type ChoosingProps = { issue: IssueInFull; onDone: () => void }

/** Links a message of ours that was begun elsewhere: chosen among those not linked yet. */
export function LinkMessage({ issue, onDone }: ChoosingProps): ReactElement {
  const { say } = useRegisterWords()
  // Asked for each time: a message may have been begun a moment ago.
  const query = { ...messagesToLinkQuery(issue.id), staleTime: 0 }
  const { data, error } = useQuery(query)
  const linked = new Set(issue.messages.map(({ id }) => id))
  const messages = (data?.messages ?? []).filter(({ id }) => !linked.has(id))
  if (messages.length > 0) return <Chooser {...{ issue, messages, onDone }} />
  return (
    <div className="row">
      {error && <ProblemNotice error={error} />}
      {data !== undefined && <p className="small muted">{say('saying.noneToLink')}</p>}
      <Button small onPress={onDone}>
        {say('form.cancel')}
      </Button>
    </div>
  )
}

function Chooser(props: ChoosingProps & { messages: readonly LinkedMessage[] }): ReactElement {
  const { issue, messages, onDone } = props
  const { say } = useRegisterWords()
  const [chosen, setChosen] = useState<string>()
  const messageId = messages.find(({ id }) => id === chosen)?.id ?? messages[0]?.id ?? ''
  const link = useIssueAct(issue.id, (id: string) => linkMessage(issue.id, id, true), onDone)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        link.mutate(messageId)
      }}
    >
      {link.error && <ProblemNotice error={link.error} />}
      <SelectField
        name="message"
        label={say('saying.which')}
        value={messageId}
        onChange={setChosen}
        options={messages.map(({ id, title, publicAt }) => ({
          value: id,
          label: publicAt === undefined ? say('saying.draftNamed', { title }) : title,
        }))}
      />
      <div className="row">
        <Button small look="primary" type="submit" isDisabled={link.isPending}>
          {say('saying.linkIt')}
        </Button>
        <Button small onPress={onDone}>
          {say('form.cancel')}
        </Button>
      </div>
    </form>
  )
}

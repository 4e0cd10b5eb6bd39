import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { FaceProposal, MyFace } from '#roles/faces/people/contract.ts'
import { leaveProposal, mineQuery } from '#roles/faces/web/data.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = { proposal: NonNullable<MyFace['proposal']>; onTake: (proposal: FaceProposal) => void }

/** What an owner would like one to show, to take into the form or to leave. */
export function ProposalNotice({ proposal, onTake }: Props): ReactElement {
  const { say, locale } = useDirectoryWords()
  const queries = useQueryClient()
  const leave = useMutation({
    mutationFn: leaveProposal,
    onSuccess: (mine) => queries.setQueryData(mineQuery.queryKey, mine),
  })
  return (
    <Notice>
      <h2>{say('proposal.title', { by: proposal.by })}</h2>
      <p>
        {[proposal.team[locale], proposal.helps?.[locale], proposal.hours?.[locale]]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {leave.error && <ProblemNotice error={leave.error} />}
      <div className="row">
        <Button onPress={() => onTake(proposal)}>{say('proposal.take')}</Button>
        <Button look="quiet" onPress={() => leave.mutate()} isDisabled={leave.isPending}>
          {say('proposal.leave')}
        </Button>
      </div>
    </Notice>
  )
}

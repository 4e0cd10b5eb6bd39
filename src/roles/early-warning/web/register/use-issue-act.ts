import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { IssueChange, IssueInFull } from '#roles/early-warning/register/contract.ts'
import { changeIssue } from '#roles/early-warning/web/data.ts'
import { issueQuery } from '#roles/early-warning/web/register/data.ts'

/** An act about one issue: what it answers is shown, and lists ask anew. */
export function useIssueAct<T>(id: string, act: (given: T) => Promise<IssueInFull>, onDone?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (issue) => {
      onDone?.()
      queries.setQueryData(issueQuery(id).queryKey, issue)
      await queries.invalidateQueries({ queryKey: ['issues'] })
    },
  })
}

/** A change to an issue: everything that shows it asks anew. */
export function useIssueChange(id: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: z.input<typeof IssueChange>) => changeIssue(id, change),
    onSuccess: async () => {
      onDone()
      await Promise.all(
        [['issues'], ['issue', id], ['stories']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      )
    },
  })
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Retention } from '#records/retention/contract.ts'
import { retentionQuery } from '#records/web/data.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Changes something of retention: the page shows the new state, and what follows from it is asked anew. */
export function useRetentionChange<T>(o: {
  change: (input: T) => Promise<Retention>
  done: string
  onDone: () => void
}) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: o.change,
    onSuccess: async (now) => {
      queries.setQueryData(retentionQuery.queryKey, now)
      o.onDone()
      toasts.say({ text: o.done })
      await queries.invalidateQueries({ queryKey: ['records'] })
    },
  })
}

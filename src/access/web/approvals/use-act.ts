import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { ProblemError } from '#web/client.ts'

/**
 * One act on the page of an item. Whatever came of it, what is shown is asked anew: after a refusal because the text changed,
 * the page says so and shows what changed.
 */
export function useAct<A>(
  act: (given: A) => Promise<unknown>,
  done: (given: A) => string,
  after?: () => void,
) {
  const queries = useQueryClient()
  const refresh = useCallback(() => queries.invalidateQueries({ queryKey: ['approvals'] }), [queries])
  return useMutation({
    mutationFn: act,
    onSuccess: async (_answer, given) => {
      toasts.say({ text: done(given) })
      after?.()
      await refresh()
    },
    onError: async (error) => {
      if (error instanceof ProblemError && error.status !== 0) await refresh()
    },
  })
}

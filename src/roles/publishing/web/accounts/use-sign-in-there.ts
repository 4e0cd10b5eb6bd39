import { useMutation, useQueryClient } from '@tanstack/react-query'
import { boardQuery, finishSignIn, goThere } from '#roles/publishing/web/accounts/data.ts'

/** Signing in at a network: the way there leaves this page, the way back ends with the account connected or a reason. */
export function useSignInThere(id: string, told: { onTaken: () => void; onDone: () => void }) {
  const queries = useQueryClient()
  const finish = useMutation({
    mutationFn: () => finishSignIn(id),
    onSuccess: (board) => {
      queries.setQueryData(boardQuery.queryKey, board)
      told.onDone()
    },
    onSettled: told.onTaken,
  })
  const go = useMutation({
    mutationFn: () => goThere(id),
    onMutate: () => finish.reset(),
    onSuccess: (url) => location.assign(url),
  })
  return { go, finish }
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Something done about the rota: afterwards it is read anew, and said that it was done. */
export function useRotaAct<T>(act: (given: T) => Promise<unknown>, o: { said: string; onDone?: () => void }) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      o.onDone?.()
      toasts.say({ text: o.said })
      await queries.invalidateQueries({ queryKey: ['rota'] })
    },
  })
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ActForm, DeliveryView } from '#sending/contract.ts'
import { decide } from '#sending/web/data.ts'
import { useSendingWords } from '#sending/web/words.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** One decision about a delivery. Whatever came of it, what is shown is asked anew. */
export function useDecision({ id, title }: Pick<DeliveryView, 'id' | 'title'>, after?: () => void) {
  const { say } = useSendingWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: ActForm) => decide(id, act),
    onSuccess: (_none, act) => {
      toasts.say({ text: say(`done.${act.does}`, { title }) })
      after?.()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['sending'] }),
  })
}

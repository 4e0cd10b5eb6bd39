import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { ApiKey } from '#access/people/contract.ts'
import { endKey, keysQuery } from '#access/web/programs/data.ts'
import { EndDialog } from '#access/web/programs/EndDialog.tsx'
import { useProgramWords } from '#access/web/programs/words.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Ends a key, after one more question. */
export function EndKey({ of: key, onClose }: { of: ApiKey; onClose: () => void }): ReactElement {
  const { say } = useProgramWords()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => endKey(key.id),
    onSuccess: async () => {
      onClose()
      toasts.say({ text: say('key.ended', { name: key.name }) })
      await queries.invalidateQueries({ queryKey: keysQuery.queryKey })
    },
  })
  return (
    <EndDialog
      title={say('key.confirm')}
      why={say('key.confirmWhy', { name: key.name })}
      end={say('key.endIt')}
      act={end}
      onClose={onClose}
    />
  )
}

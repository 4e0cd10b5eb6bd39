import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Passkeys } from '#access/sign-in/contract.ts'
import { call } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { isAnswered, keepAnswered } from '#web/sign-in/invited.ts'
import { useSignInWords } from '#web/sign-in/words.ts'
import '#web/sign-in/Invitation.css'

const query = {
  queryKey: ['passkeys'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(Passkeys, { path: '/api/passkeys', signal }),
} as const

/** Where the invitation stands. */
const invitesAt: ReadonlySet<string> = new Set(['/now', '/settings'])

/** After a first sign-in by link: an invitation to add a passkey, once. Whoever says "not now" is not asked again here. */
export function Invitation(): ReactElement | null {
  const [answered, setAnswered] = useState(() => isAnswered(localStorage))
  const { data } = useQuery({ ...query, enabled: !answered, retry: false })
  const close = (): void => {
    keepAnswered(localStorage)
    setAnswered(true)
  }
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const isFirst = data?.canAdd === 'now' && data.passkeys.length === 0
  // Never above the work somebody came for; the page of passkeys has a button of its own.
  return answered || !isFirst || !invitesAt.has(path) ? null : <Card onClose={close} />
}

function Card({ onClose }: { onClose: () => void }): ReactElement {
  const { say } = useSignInWords()
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: async () => (await import('#web/sign-in/passkeys.ts')).addPasskey(),
    onSuccess: async () => {
      toasts.say({ text: say('invite.done') })
      onClose()
      await queries.invalidateQueries({ queryKey: ['passkeys'] })
    },
  })
  return (
    <aside className="card invitation" aria-labelledby="invitation">
      <KeyRound className="icon" aria-hidden="true" />
      <div className="stack">
        <h2 id="invitation">{say('invite.title')}</h2>
        <p>{say('invite.why')}</p>
        {add.error && <ProblemNotice error={add.error} />}
        <div className="row">
          <Button look="primary" isDisabled={add.isPending} onPress={() => add.mutate()}>
            {say('invite.add')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {say('invite.later')}
          </Button>
        </div>
      </div>
    </aside>
  )
}

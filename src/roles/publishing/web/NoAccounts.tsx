import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'

/** A message is for an account of ours: until one is noted there is nothing to write for. */
export function NoAccounts({ mayAdd }: { mayAdd: boolean }): ReactElement {
  const { say } = usePublishWords()
  return (
    <Empty
      why={say('accounts.none')}
      example={say(mayAdd ? 'accounts.noneExample' : 'accounts.noneAsk')}
      action={
        mayAdd && (
          <Link className="button primary" to="/publish/accounts">
            {say('accounts.add')}
          </Link>
        )
      }
    />
  )
}

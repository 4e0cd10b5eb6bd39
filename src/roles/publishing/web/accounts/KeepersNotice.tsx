import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import { mayDo } from '#kernel/permission.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { sessionQuery } from '#web/client.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** Accounts that one person alone looks after: said once, above them. */
export function KeepersNotice({ accounts }: { accounts: readonly AccountHealth[] }): ReactElement | null {
  const { say, list } = useAccountWords()
  const mayChange = mayDo(useQuery(sessionQuery).data?.grants ?? [], 'people')
  const alone = accounts.filter(({ owners }) => owners < 2)
  if (alone.length === 0) return null
  const isAll = accounts.length > 1 && alone.length === accounts.length
  return (
    <Notice look="look">
      <p>
        <b>
          {isAll ? say('keepers.all') : say('keepers.some', { names: list(alone.map(({ name }) => name)) })}
        </b>{' '}
        {say('keepers.do')} {mayChange && <Link to="/settings/teams">{say('keepers.go')}</Link>}
      </p>
    </Notice>
  )
}

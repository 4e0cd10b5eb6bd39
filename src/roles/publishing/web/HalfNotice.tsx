import { useEffect, useState, type ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { secondMs } from '#kernel/time.ts'
import type { HalfOut } from '#roles/publishing/contract.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** Says loudly that one language is public alone, and for how long already. */
export function HalfNotice({
  half,
  accounts,
}: {
  half: HalfOut
  accounts: readonly Account[]
}): ReactElement {
  const words = usePublishWords()
  const seconds = useSecondsSince(half.since)
  const account = accounts.find(({ id }) => id === half.account)?.name ?? half.account
  const names = (tags: readonly string[]): string => words.list(tags.map(autonym))
  return (
    <Notice look="danger">
      <p role="alert">
        <b>
          {words.say('half.title', { public: names(half.public), missing: names(half.missing), account })}
        </b>
      </p>
      <p>
        <span className="alone-clock" aria-hidden="true">
          {clockOf(seconds)}
        </span>{' '}
        {words.say('half.since', { at: words.when(half.since, Date.now()), missing: names(half.missing) })}
      </p>
    </Notice>
  )
}

function useSecondsSince(at: string): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), secondMs)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.floor((nowMs - Date.parse(at)) / secondMs))
}

function clockOf(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

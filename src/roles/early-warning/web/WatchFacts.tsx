import type { ReactElement } from 'react'
import type { Watch } from '#listening/contract.ts'
import { ReadOnly } from '#roles/early-warning/web/ReadOnly.tsx'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'

/** A watch for those who may look at it only. */
export function WatchFacts({ watch }: { watch: Watch }): ReactElement {
  const { say, day } = useWatchWords()
  return (
    <div className="card entry">
      <p>
        <code>{watch.rule}</code>
      </p>
      <p>{watch.purpose}</p>
      <p className="small muted">
        {say('watch.ownedBy', { owner: watch.owner })} ·{' '}
        {say('watch.lasts', { since: day(watch.createdAt), until: day(watch.endsAt) })}
      </p>
      <ReadOnly verb="watch" />
    </div>
  )
}

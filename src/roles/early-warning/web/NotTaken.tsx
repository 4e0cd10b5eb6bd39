import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'
import { coverageQuery } from '#web/client.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** Which networks do not hear a watch although the desk listens there, and why; nothing where all of them do. */
export function NotTaken({ watchId }: { watchId: string }): ReactElement | null {
  const { say } = useWatchWords()
  const { data } = useQuery(coverageQuery)
  const ours = data?.notTaken?.filter((one) => one.watchId === watchId) ?? []
  if (ours.length === 0) return null
  return (
    <Notice look="look">
      {ours.map(({ network, label, why, ...facts }) => (
        <p key={network}>{say(`watch.notTaken.${why}`, { network: label, ...facts })}</p>
      ))}
    </Notice>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Reply } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Message } from '#roles/publishing/contract.ts'
import { correctionsQuery } from '#roles/publishing/web/send/corrections-data.ts'
import { openIn } from '#roles/publishing/web/send/corrections.ts'
import { HowWords } from '#roles/publishing/web/send/HowPlaces.tsx'

type Props = { message: Message; account: string }

/** Below the texts of an account: that they go out as a reply to what stands there, and why. Nothing where they do not. */
export function ReplyNote({ message, account }: Props): ReactElement | null {
  const { data } = useQuery({ ...correctionsQuery(message), enabled: message.publications.length > 0 })
  const place = data?.places.find((one) => one.account === account && one.how === 'reply')
  if (data === undefined || place === undefined || openIn(data) === undefined) return null
  return (
    <p className="together small">
      <Reply className="icon" aria-hidden="true" />
      <span>
        <HowWords place={place} />
      </span>
    </p>
  )
}

import { CircleAlert, FileText, Hand, Pencil, Reply, Send } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { PlaceNow } from '#roles/publishing/corrections/contract.ts'
import { howKey } from '#roles/publishing/web/send/corrections.ts'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'

const icons = {
  ...{ edit: Pencil, page: FileText, reply: Reply, hand: Hand },
  ...{ none: CircleAlert, leaving: CircleAlert, new: Send },
} as const satisfies Record<PlaceNow['how'], typeof Pencil>

type Props = { places: readonly PlaceNow[]; accounts: readonly Account[] }

/** What is public where, and how a correction goes there: edited, answered, by hand, or not at all. */
export function HowPlaces({ places, accounts }: Props): ReactElement {
  const words = useSendWords()
  return (
    <ul className="facts-list" aria-label={words.say('correct.what')}>
      {places.map((place) => {
        const { account, language, how } = place
        const Icon = icons[how]
        const name = accounts.find(({ id }) => id === account)?.name ?? account
        return (
          <li key={`${account} ${language}`}>
            <Icon className="icon" aria-hidden="true" />
            <span>
              {words.rich('correct.place', { account: name, language: autonym(language) })}
              <br />
              <HowWords place={place} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** How one place is corrected, with the post it is about. */
export function HowWords({ place }: { place: PlaceNow }): ReactElement {
  const words = useSendWords()
  const { original, network = '' } = place
  const at = original === undefined ? '' : words.when(original.at, Date.now())
  const sentence = words.say(howKey(place), { at, network })
  if (original?.url === undefined) return <>{sentence}</>
  return (
    <a href={original.url} target="_blank" rel="noreferrer noopener">
      {sentence}
    </a>
  )
}

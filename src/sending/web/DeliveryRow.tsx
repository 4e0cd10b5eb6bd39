import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import type { AccountHealth, DeliveryView } from '#sending/contract.ts'
import { aboutWords, Acts } from '#sending/web/Acts.tsx'
import { Reach } from '#sending/web/Reach.tsx'
import { isToMany } from '#sending/web/reaching.ts'
import { Standing } from '#sending/web/Standing.tsx'
import { StateBadge } from '#sending/web/StateBadge.tsx'
import { Steps } from '#sending/web/Steps.tsx'
import { When } from '#sending/web/When.tsx'
import { useSendingWords } from '#sending/web/words.ts'
import { networkWord } from '#web/network-word.ts'

type Props = {
  delivery: DeliveryView
  account: AccountHealth | undefined
  isHeld?: boolean
  /** Stands before everything else: a box to tick. */
  box?: ReactNode
  /** On the page of the message itself, its title says nothing new. */
  hasTitle?: boolean
}

const urgent: ReadonlySet<string> = new Set(['unconfirmed', 'missed', 'refused'])

/** One version on its way to one account: what, where, how it stands and why, when, what is public, and what may be done. */
export function DeliveryRow({ delivery, account, isHeld, box, hasTitle = true }: Props): ReactElement {
  const words = useSendingWords()
  const { item, title, language, network, state, there } = delivery
  const place = [words.language(language), account?.name ?? delivery.account, networkWord({ network }, words)]
  return (
    <li className={`delivery stack tight ${urgent.has(state) ? 'urgent' : ''}`}>
      <div className="row between">
        <div className="row name">
          {box}
          {hasTitle ? (
            <h3>
              <Link to={pathOf(item)}>{title}</Link>
            </h3>
          ) : (
            <h3>{place[0]}</h3>
          )}
        </div>
        <StateBadge delivery={delivery} />
      </div>
      <p className="small">{(hasTitle ? place : place.slice(1)).join(' · ')}</p>
      {state === 'sent' && isToMany(delivery) && !delivery.removed && !delivery.removing ? (
        <Reach delivery={delivery} about={aboutWords(delivery, account, words.say)} />
      ) : (
        <Standing delivery={delivery} account={account} />
      )}
      <Links there={there} />
      <When delivery={delivery} />
      <div className="row between foot">
        <Steps id={delivery.id} />
        <Acts delivery={delivery} account={account} isHeld={isHeld ?? false} />
      </div>
    </li>
  )
}

/** Items are named by what they are of: `message:ID`. */
function pathOf(item: string): string {
  return `/publish/${encodeURIComponent(item.slice(item.indexOf(':') + 1))}`
}

const urlShownMax = 48

/** What is public of it, with its address where the network gives one. */
function Links({ there }: Pick<DeliveryView, 'there'>): ReactElement | null {
  const urls = there.flatMap(({ url }) => (url === undefined ? [] : [url]))
  if (urls.length === 0) return null
  return (
    <ul className="small">
      {urls.map((url) => (
        <li key={url}>
          <a href={url} target="_blank" rel="noreferrer noopener">
            {shortened(url)}
          </a>
        </li>
      ))}
    </ul>
  )
}

function shortened(url: string): string {
  const plain = url.replace(/^https?:\/\//u, '')
  return plain.length > urlShownMax ? `${plain.slice(0, urlShownMax)}…` : plain
}

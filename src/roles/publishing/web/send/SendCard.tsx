import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, Hand, Send } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { correctionsQuery } from '#roles/publishing/web/send/corrections-data.ts'
import { stuckAccounts } from '#roles/publishing/web/send/corrections.ts'
import { ScheduleDialog } from '#roles/publishing/web/send/ScheduleDialog.tsx'
import { SendNowDialog } from '#roles/publishing/web/send/SendNowDialog.tsx'
import { sendable, waysOf, type Way } from '#roles/publishing/web/send/ways.ts'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { mayDo } from '#kernel/permission.ts'
import { boardQuery, itemQuery } from '#sending/web/data.ts'
import { DeliveryBoard } from '#sending/web/DeliveryBoard.tsx'
import { sessionQuery } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { CheckField } from '#web/parts/Field/Field.tsx'

type Props = { message: Message; accounts: readonly Account[]; isDirty: boolean }

/** Sending what is approved: now or at a time, to the accounts that are connected; below, how it fares. */
export function SendCard({ message, accounts, isDirty }: Props): ReactElement | null {
  const { say } = useSendWords()
  const item = `message:${message.id}`
  const board = useQuery(boardQuery).data?.accounts ?? []
  const deliveries = useQuery(itemQuery(item)).data?.deliveries ?? []
  const isApproved = message.approval?.state === 'approved' && !isDirty
  const ways = waysOf(message, { accounts, board })
  const corrections = useQuery({ ...correctionsQuery(message), enabled: message.publications.length > 0 })
  const stuck = stuckAccounts(corrections.data?.places ?? [])
  const offered = isApproved
    ? sendable(message, ways, deliveries).filter(
        (way) => mayPractise(message, way) && !stuck.includes(way.account),
      )
    : []
  if (offered.length === 0 && deliveries.length === 0) return null
  return (
    <section className="card pane stack send-card" aria-label={say('send.title')}>
      <h2>{say('send.title')}</h2>
      {offered.length > 0 && <Offer {...{ message, ways, offered, stuck }} />}
      <DeliveryBoard item={item} />
    </section>
  )
}

/** Nothing practised is offered to a real network; the server would refuse it too. */
function mayPractise({ lane }: Message, { network }: Way): boolean {
  return lane !== 'exercise' || network === 'practice'
}

type OfferProps = {
  message: Message
  ways: readonly Way[]
  offered: readonly Way[]
  /** Accounts in which what is public can be neither edited nor answered. */
  stuck: readonly string[]
}

function Offer({ message, ways, offered, stuck }: OfferProps): ReactElement {
  const { say } = useSendWords()
  const grants = useQuery(sessionQuery).data?.grants ?? []
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<'now' | 'later'>()
  const { lane } = message
  const mine = offered.filter(({ account, languages }) =>
    languages.every((language) => mayDo(grants, 'publish', { account, language, lane })),
  )
  const chosen = mine.filter(({ account }) => !left.has(account))
  const close = (): void => setAsked(undefined)
  const tick = (account: string, isOn: boolean): void =>
    setLeft(new Set(isOn ? [...left].filter((one) => one !== account) : [...left, account]))
  return (
    <>
      <ul className="facts-list">
        {ways.map((way) => (
          <WayLine
            key={way.account}
            way={way}
            isIn={!offered.includes(way) && way.by === 'network'}
            isStuck={stuck.includes(way.account)}
          />
        ))}
      </ul>
      {mine.length === 0 && <p className="small muted">{say('send.notYours')}</p>}
      {mine.length > 1 && (
        <fieldset className="stack tight">
          <legend>{say('send.toWhich')}</legend>
          {mine.map(({ account, name }) => (
            <CheckField
              key={account}
              name={`send-${account}`}
              label={name}
              checked={!left.has(account)}
              onChange={(isOn) => tick(account, isOn)}
            />
          ))}
        </fieldset>
      )}
      {mine.length > 0 && (
        <div className="row">
          <Button look="primary" icon={Send} isDisabled={chosen.length === 0} onPress={() => setAsked('now')}>
            {say('send.now')}
          </Button>
          <Button isDisabled={chosen.length === 0} onPress={() => setAsked('later')}>
            {say('send.later')}
          </Button>
        </div>
      )}
      {asked === 'now' && <SendNowDialog {...{ message, ways: chosen }} onClose={close} />}
      {asked === 'later' && <ScheduleDialog {...{ message, ways: chosen }} onClose={close} />}
    </>
  )
}

/** One account: the desk sends to it, or somebody publishes there by hand. */
function WayLine({ way, isIn, isStuck }: { way: Way; isIn: boolean; isStuck: boolean }): ReactElement {
  const words = useSendWords()
  const { say } = words
  const values = { account: way.name, languages: words.list(way.languages.map(autonym)) }
  if (isStuck)
    return (
      <li>
        <CircleAlert className="icon" aria-hidden="true" />
        <span>{words.rich('send.stuck', values)}</span>
      </li>
    )
  if (way.by === 'lost')
    return (
      <li>
        <CircleAlert className="icon" aria-hidden="true" />
        <span>
          {words.rich('way.lost', values)} <Link to="/publish/accounts">{say('way.connect')}</Link>
        </span>
      </li>
    )
  const Icon = way.by === 'network' ? Send : Hand
  return (
    <li>
      <Icon className="icon" aria-hidden="true" />
      <span>{words.rich(isIn ? 'way.in' : `way.${way.by}`, values)}</span>
    </li>
  )
}

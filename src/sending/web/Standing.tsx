import type { ReactElement } from 'react'
import type { AccountHealth, DeliveryView } from '#sending/contract.ts'
import { pageOfAccount } from '#sending/web/sorting.ts'
import { useSendingWords, whyWords, type SendingWords } from '#sending/web/words.ts'

/** States that need no reason beside what they are. */
const selfEvident: ReadonlySet<string> = new Set(['waiting', 'paused', 'claimed', 'sending'])

type Props = { delivery: DeliveryView; account: AccountHealth | undefined }

/** How a delivery stands and why, in sentences; where somebody has to look, what to look at. */
export function Standing({ delivery, account }: Props): ReactElement {
  const { say } = useSendingWords()
  const { state, why, detail, removed, removing, isHeldBack } = delivery
  const hasReason = why !== undefined && !selfEvident.has(state) && why !== 'all-there'
  if (removed)
    return (
      <div className="stack tight">
        <p>{removalWords(removed, state, say)}</p>
        <Corrected delivery={delivery} />
      </div>
    )
  if (removing) return <p>{say('now.removing')}</p>
  return (
    <div className="stack tight">
      <Corrected delivery={delivery} />
      <p>
        {say(`now.${state}`)} {hasReason && whyWords(why, state, say)}
      </p>
      {isHeldBack === true && <p>{say('now.heldBack')}</p>}
      {state === 'unconfirmed' && <WhereToLook account={account} />}
      {hasReason && detail !== undefined && detail !== '' && state !== 'sent' && (
        <p className="small muted detail">{say('row.detail', { detail })}</p>
      )}
    </div>
  )
}

/** What it corrects, how, and what that says in public; nothing where it corrects none. */
function Corrected({ delivery }: { delivery: DeliveryView }): ReactElement | null {
  const words = useSendingWords()
  const { corrects, correction, language } = delivery
  if (corrects === undefined) return null
  const at = corrects.at === undefined ? '' : words.when(corrects.at, Date.now())
  const sentence = words.say(`corrects.${corrects.how}`, { at })
  return (
    <p className="small corrects">
      {corrects.url === undefined ? (
        sentence
      ) : (
        <a href={corrects.url} target="_blank" rel="noreferrer noopener">
          {sentence}
        </a>
      )}
      {correction !== undefined && correction !== '' && (
        <>
          {' '}
          <q lang={language}>{correction}</q>
        </>
      )}
    </p>
  )
}

/** Who had it taken down and why: somebody in their own words, or the desk for a reason of its own. */
function removalWords(
  { why, by }: NonNullable<DeliveryView['removed']>,
  state: DeliveryView['state'],
  say: SendingWords['say'],
): string {
  if (by !== undefined) return say('now.removedBy', { name: by, why })
  return `${say('now.removed')} ${whyWords(why, state, say)}`
}

/** The one thing the person has to do before deciding, with the way there where it is known. */
function WhereToLook({ account }: { account: AccountHealth | undefined }): ReactElement {
  const { say } = useSendingWords()
  const page = account && pageOfAccount(account)
  return (
    <p>
      <b>{say('look.what', { account: account?.name ?? '' })}</b>{' '}
      {page !== undefined && (
        <a href={page} target="_blank" rel="noreferrer noopener">
          {say('look.open', { account: account?.name ?? '' })}
        </a>
      )}
    </p>
  )
}

import { CircleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { amissAt } from '#roles/publishing/web/preview/going-at.ts'
import { differsIn } from '#roles/publishing/web/preview/own-beside.ts'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'

type Props = {
  state: Composer
  account: string
  accounts: readonly Account[]
  onShow: (account: string) => void
}

/** Which account is looked at; each says whether it has words of its own, and whether something is in its way. */
export function AccountStrip({ state, account, accounts, onShow }: Props): ReactElement | null {
  const { say } = usePreviewWords()
  if (accounts.length < 2) return null
  return (
    <div className="account-strip" role="group" aria-label={say('strip.label')}>
      {accounts.map((one) => (
        <button
          key={one.id}
          type="button"
          className={`tab ${one.id === account ? 'on' : ''}`}
          aria-pressed={one.id === account}
          onClick={() => onShow(one.id)}
        >
          {one.name}
          <Differs state={state} account={one} />
          <Amiss state={state} account={one} />
        </button>
      ))}
    </div>
  )
}

/** In what it differs: the one thing by name, of several how many. */
function Differs({ state, account }: { state: Composer; account: Account }): ReactElement | null {
  const { say } = usePreviewWords()
  const beside = differsIn(state.draft, account)
  const hasWords = state.draft.own[account.id] !== undefined
  const count = beside.length + (hasWords ? 1 : 0)
  const [one] = beside
  if (count === 0) return null
  const alone = one === undefined ? say('strip.own') : say(`strip.ownThing.${one}`)
  return <span className="small muted"> {count === 1 ? alone : say('strip.differs', { count })}</span>
}

function Amiss({ state, account }: { state: Composer; account: Account }): ReactElement | null {
  const { say } = usePreviewWords()
  const { tooLong, problems } = amissAt(state, account)
  if (tooLong.length === 0 && problems === 0) return null
  const key = tooLong.length > 0 ? 'strip.tooLong' : 'strip.problems'
  return (
    <>
      <CircleAlert className="icon" aria-hidden="true" />
      <span className="unseen"> {say(key, { count: problems })}</span>
    </>
  )
}

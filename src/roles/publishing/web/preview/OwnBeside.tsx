import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { boardQuery } from '#roles/publishing/web/accounts/data.ts'
import type { AsideKind } from '#roles/publishing/web/aside.ts'
import { useBylines } from '#roles/publishing/web/compose/use-bylines.ts'
import { differsIn, offeredAt, withoutOwn, type Takes } from '#roles/publishing/web/preview/own-beside.ts'
import { OwnByline } from '#roles/publishing/web/preview/OwnByline.tsx'
import { OwnCard } from '#roles/publishing/web/preview/OwnCard.tsx'
import { OwnThread } from '#roles/publishing/web/preview/OwnThread.tsx'
import { OwnWarning } from '#roles/publishing/web/preview/OwnWarning.tsx'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'

type Props = { state: Composer; account: Account; errors: readonly FieldError[] }

/** What an account has otherwise than the others beside its words: a warning, a card, somebody's line. Closed while nothing differs. */
export function OwnBeside({ state, account, errors }: Props): ReactElement | null {
  const words = usePreviewWords()
  const { say } = words
  const { draft, change } = state
  const [isOpen, setOpen] = useState(false)
  const { isAsked, takes } = useTakes(account.network)
  const { people } = useBylines(account.languages)
  const differs = differsIn(draft, account)
  const offered = isAsked ? differs : offeredAt(draft, account, { takes, hasLines: people.size > 0 })
  if (offered.length === 0) return null
  const isShown = isOpen || differs.length > 0 || isInTheWay(state, account)
  const things = words.list((differs.length > 0 ? differs : offered).map((kind) => say(`own.thing.${kind}`)))
  const end = (): void => {
    change(withoutOwn(draft, account))
    setOpen(false)
  }
  const open = (): void => {
    setOpen(!isOpen)
    // The fields are drawn first.
    if (!isOpen)
      requestAnimationFrame(() => document.getElementById(`field-${firstField(account, offered)}`)?.focus())
  }
  return (
    <>
      <div className="row between same-words">
        <span className={differs.length > 0 ? 'small' : 'small muted'}>
          {say(differs.length > 0 ? 'own.differs' : 'own.alike', { things })}
        </span>
        {differs.length > 0 ? (
          <Button small look="quiet" label={say('own.allAlikeName', { name: account.name })} onPress={end}>
            {say('own.allAlike')}
          </Button>
        ) : (
          <Button small look="quiet" expanded={isShown} onPress={open}>
            {say('own.change')}
          </Button>
        )}
      </div>
      {isShown && <Fields {...{ state, account, errors, takes, offered }} />}
    </>
  )
}

type FieldsProps = Props & { takes: Takes | undefined; offered: readonly AsideKind[] }

function Fields({ offered, ...props }: FieldsProps): ReactElement {
  return (
    <div className="own-words beside stack">
      {offered.includes('thread') && <OwnThread {...props} />}
      {offered.includes('contentWarning') && <OwnWarning {...props} />}
      {offered.includes('card') && <OwnCard {...props} />}
      {offered.includes('byline') && <OwnByline {...props} />}
    </div>
  )
}

/** The first field of those that are offered, in the order in which they stand. */
function firstField({ id }: Account, offered: readonly AsideKind[]): string {
  if (offered.includes('contentWarning')) return `own-${id}-warning`
  return offered.includes('card') ? `own-${id}-card` : `own-${id}-byline`
}

/** Whether the desk says that something beside the words cannot go out there: it is put right in these fields. */
function isInTheWay({ checked }: Composer, { id }: Account): boolean {
  return (checked?.problems ?? []).some(
    ({ account, why }) => account === id && /content-warning|byline|^card/u.test(why),
  )
}

/** What a network takes beside words; `takes` is missing of one that the desk does not know. */
function useTakes(network: string): { isAsked: boolean; takes: Takes | undefined } {
  const board = useQuery(boardQuery)
  return {
    isAsked: board.isPending,
    takes: board.data?.networks.find((one) => one.network === network)?.can,
  }
}

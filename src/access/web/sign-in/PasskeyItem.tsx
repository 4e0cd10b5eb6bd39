import { KeyRound } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ListedPasskey } from '#access/sign-in/contract.ts'
import { RemoveDialog } from '#access/web/sign-in/RemoveDialog.tsx'
import { RenameDialog } from '#access/web/sign-in/RenameDialog.tsx'
import { useOwnWords } from '#access/web/sign-in/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** One passkey: what it is called, when it was used, and what can be done with it. */
export function PasskeyItem({ passkey, isLast }: { passkey: ListedPasskey; isLast: boolean }): ReactElement {
  const { say } = useOwnWords()
  const [open, setOpen] = useState<'rename' | 'remove'>()
  const close = (): void => setOpen(undefined)
  const { name } = passkey
  return (
    <li>
      <KeyRound className="icon" aria-hidden="true" />
      <div className="stack own-facts">
        <b>{name}</b>
        <Facts passkey={passkey} />
        {passkey.otherHost !== undefined && (
          <p className="small">{say('passkeys.otherHost', { host: passkey.otherHost })}</p>
        )}
        {passkey.isLastWayIn === true && <p className="small">{say('passkeys.last')}</p>}
        <Refused passkey={passkey} />
      </div>
      <div className="row acts">
        <Button small label={say('passkeys.renameThis', { name })} onPress={() => setOpen('rename')}>
          {say('passkeys.rename')}
        </Button>
        {passkey.isLastWayIn !== true && (
          <Button small label={say('passkeys.removeThis', { name })} onPress={() => setOpen('remove')}>
            {say('passkeys.remove')}
          </Button>
        )}
      </div>
      {open === 'rename' && <RenameDialog passkey={passkey} onClose={close} />}
      {open === 'remove' && <RemoveDialog passkey={passkey} isLast={isLast} onClose={close} />}
    </li>
  )
}

function Facts({ passkey }: { passkey: ListedPasskey }): ReactElement {
  const { say, when } = useOwnWords()
  const nowMs = Date.now()
  const used =
    passkey.usedAt === undefined
      ? say('passkeys.unused')
      : say('passkeys.used', { when: when(passkey.usedAt, nowMs) })
  return (
    <p className="small muted">
      {say('passkeys.made', { when: when(passkey.madeAt, nowMs) })} · {used} ·{' '}
      {say(passkey.synced ? 'passkeys.synced' : 'passkeys.here')}
    </p>
  )
}

function Refused({ passkey }: { passkey: ListedPasskey }): ReactElement | null {
  const { say, when } = useOwnWords()
  if (passkey.refusedAt === undefined) return null
  return (
    <Notice look="danger">
      <p>{say('passkeys.refused', { when: when(passkey.refusedAt, Date.now()) })}</p>
    </Notice>
  )
}

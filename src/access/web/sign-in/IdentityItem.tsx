import { Building2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ListedIdentity } from '#access/oidc/contract.ts'
import { DisconnectDialog } from '#access/web/sign-in/DisconnectDialog.tsx'
import { goTo } from '#access/web/sign-in/go-to-provider.ts'
import { useOwnWords } from '#access/web/sign-in/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'

/** One account elsewhere: whose it is, when it was used, and what can be done with it. */
export function IdentityItem({ identity }: { identity: ListedIdentity }): ReactElement {
  const { say, locale } = useOwnWords()
  const [isOpen, setOpen] = useState(false)
  const { provider, opens } = identity
  const name = identity.name[locale]
  return (
    <li>
      <Building2 className="icon" aria-hidden="true" />
      <Facts identity={identity} />
      <div className="row acts">
        {opens && (
          <Button
            small
            label={say('providers.proveThis', { name })}
            onPress={() => goTo(provider, 'step-up')}
          >
            {say('providers.prove')}
          </Button>
        )}
        {!identity.isLastWayIn && (
          <Button small label={say('providers.disconnectThis', { name })} onPress={() => setOpen(true)}>
            {say('providers.disconnect')}
          </Button>
        )}
      </div>
      {isOpen && <DisconnectDialog identity={identity} onClose={() => setOpen(false)} />}
    </li>
  )
}

function Facts({ identity }: { identity: ListedIdentity }): ReactElement {
  const { say, when, locale } = useOwnWords()
  const nowMs = Date.now()
  const made = say('providers.made', { when: when(identity.connectedAt, nowMs) })
  const used = say('providers.used', { when: when(identity.usedAt, nowMs) })
  return (
    <div className="stack own-facts">
      <div className="row">
        <b>{identity.name[locale]}</b>
        {identity.opens && <Badge look="ok">{say('providers.connected')}</Badge>}
      </div>
      {identity.email !== undefined && <p className="small">{identity.email}</p>}
      <p className="small muted">
        {made} · {used}
      </p>
      {!identity.opens && <p className="small">{say('providers.unknown')}</p>}
      {identity.isLastWayIn && <p className="small">{say('providers.last')}</p>}
    </div>
  )
}

import { useMutation, useQuery } from '@tanstack/react-query'
import { Building2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Passkeys } from '#access/sign-in/contract.ts'
import { identitiesQuery } from '#access/web/sign-in/data.ts'
import { goTo } from '#access/web/sign-in/go-to-provider.ts'
import { IdentityItem } from '#access/web/sign-in/IdentityItem.tsx'
import { useOwnWords } from '#access/web/sign-in/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { proveItIsMe } from '#web/sign-in/passkeys.ts'

type Provider = Passkeys['providers'][number]

/** Accounts elsewhere by which a person can sign in: theirs, and those they can connect. Nothing where there are none. */
export function Providers({ providers }: { providers: readonly Provider[] }): ReactElement | null {
  const { say } = useOwnWords()
  const { data, error, refetch } = useQuery(identitiesQuery)
  const identities = data?.identities ?? []
  const toConnect = providers.filter(({ isConnected }) => !isConnected)
  if (providers.length + identities.length === 0) return null
  return (
    <section className="card" aria-labelledby="providers-title">
      <header className="pane">
        <h2 id="providers-title">{say('providers.title')}</h2>
      </header>
      {error && (
        <div className="pane first">
          <ProblemNotice error={error} onAgain={() => void refetch()} />
        </div>
      )}
      <ul className="own-list">
        {identities.map((identity) => (
          <IdentityItem key={identity.id} identity={identity} />
        ))}
        {toConnect.map((provider) => (
          <ProviderItem key={provider.id} provider={provider} />
        ))}
      </ul>
    </section>
  )
}

function ProviderItem({ provider: { id, name } }: { provider: Provider }): ReactElement {
  const { say } = useOwnWords()
  // Another way in is as much as another key, so the person proves themselves first.
  const connect = useMutation({ mutationFn: proveItIsMe, onSuccess: () => goTo(id, 'link') })
  return (
    <li>
      <Building2 className="icon" aria-hidden="true" />
      <div className="stack own-facts">
        <b>{name}</b>
        <p className="small muted">{say('providers.notConnected')}</p>
        {connect.error && <ProblemNotice error={connect.error} />}
      </div>
      <Button
        small
        label={say('providers.connectThis', { name })}
        isDisabled={connect.isPending}
        onPress={() => connect.mutate()}
      >
        {say('providers.connect')}
      </Button>
    </li>
  )
}

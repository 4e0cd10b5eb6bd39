import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Passkeys } from '#access/sign-in/contract.ts'
import { passkeysQuery } from '#access/web/sign-in/data.ts'
import { PasskeyItem } from '#access/web/sign-in/PasskeyItem.tsx'
import { Providers } from '#access/web/sign-in/Providers.tsx'
import { useOwnWords } from '#access/web/sign-in/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { sessionQuery } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { addPasskey } from '#web/sign-in/passkeys.ts'
import { commandFor, waysQuery } from '#web/sign-in/ways.ts'
import '#access/web/sign-in/SignIn.css'

/** How a person signs in: their passkeys, and what works when all of them are lost. */
export function PasskeysPage(): ReactElement {
  const { say } = useOwnWords()
  usePageTitle(say('area.signIn'))
  const { data, error, isPending, refetch } = useQuery(passkeysQuery)
  return (
    <div className="stack wide own-ways">
      <div>
        <h1>{say('area.signIn')}</h1>
        <p className="lede">{say('passkeys.lede')}</p>
      </div>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={3} />}
      {data && <Held data={data} />}
      {data && <Providers providers={data.providers} />}
      <WhenLost />
    </div>
  )
}

function WhenLost(): ReactElement | null {
  const { say } = useOwnWords()
  const { data: session } = useQuery(sessionQuery)
  const { data: ways } = useQuery(waysQuery)
  if (ways === undefined) return null
  return (
    <section className="card pane stack">
      <h2>{say('passkeys.link')}</h2>
      <p>{say('passkeys.linkWhy')}</p>
      <pre>
        <code>{commandFor(`${ways.command} --lost-passkeys`, session?.person.name ?? '')}</code>
      </pre>
      <p>
        <Link to="/settings/devices">{say('passkeys.toDevices')}</Link>
      </p>
    </section>
  )
}

function Held({ data }: { data: Passkeys }): ReactElement {
  const { say } = useOwnWords()
  const { passkeys } = data
  return (
    <section className="card" aria-labelledby="passkeys-title">
      <header className="row between pane">
        <h2 id="passkeys-title">{say('passkeys.title')}</h2>
        <Add canAdd={data.canAdd} isFirst={passkeys.length === 0} />
      </header>
      {passkeys.length === 0 && (
        <div className="pane stack first">
          <p>{say('passkeys.none')}</p>
          {data.canAdd === 'now' && <p className="muted">{say('passkeys.noneHow')}</p>}
        </div>
      )}
      <WhyNot data={data} />
      <ul className="own-list">
        {passkeys.map((passkey) => (
          <PasskeyItem key={passkey.id} passkey={passkey} isLast={passkeys.length === 1} />
        ))}
      </ul>
    </section>
  )
}

function Add({ canAdd, isFirst }: { canAdd: Passkeys['canAdd']; isFirst: boolean }): ReactElement | null {
  const { say } = useOwnWords()
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: addPasskey,
    onSuccess: async ({ name }) => {
      toasts.say({ text: say('passkeys.added', { name }) })
      await queries.invalidateQueries({ queryKey: passkeysQuery.queryKey })
    },
  })
  if (canAdd !== 'now' && canAdd !== 'after-proof') return null
  return (
    <>
      <Button
        look={isFirst ? 'primary' : 'plain'}
        icon={KeyRound}
        isDisabled={add.isPending}
        onPress={() => add.mutate()}
      >
        {say(add.isPending ? 'passkeys.adding' : 'passkeys.add')}
      </Button>
      {add.error && (
        <div className="whole">
          <ProblemNotice error={add.error} />
        </div>
      )}
    </>
  )
}

function WhyNot({ data }: { data: Passkeys }): ReactElement | null {
  const { say, locale } = useOwnWords()
  const words = {
    now: undefined,
    'after-proof': undefined,
    'after-link': say('passkeys.afterLink'),
    enough: say('passkeys.enough'),
    'not-here': data.why?.[locale],
  }[data.canAdd]
  return words === undefined ? null : (
    <div className="pane first">
      <Notice>
        <p>{words}</p>
      </Notice>
    </div>
  )
}

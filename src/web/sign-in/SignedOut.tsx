import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, LogIn } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import type { SignInWays } from '#access/sign-in/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Logo } from '#web/parts/Logo/Logo.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { OtherLanguage } from '#web/sign-in/OtherLanguage.tsx'
import { keepWanted, takeWanted } from '#web/sign-in/wanted.ts'
import { waysQuery } from '#web/sign-in/ways.ts'
import { useSignInWords } from '#web/sign-in/words.ts'
import '#web/sign-in/SignedOut.css'

/** Where somebody wanted to go: this page stands in for it, at its address. */
function wantedHere(): string {
  return `${location.pathname}${location.search}`
}

/** For somebody who is not signed in: every way in that works at this address. */
export function SignedOut(): ReactElement {
  const { say } = useSignInWords()
  usePageTitle(say('signIn.title'))
  const { data: ways, error, refetch } = useQuery(waysQuery)
  useEffect(() => keepWanted(localStorage, wantedHere(), Date.now()), [])
  return (
    <main className="alone signed-out">
      <header className="row between">
        <p className="row brand-line">
          <Logo /> <b>Bellwether</b>
        </p>
        <OtherLanguage />
      </header>
      <h1>{say('signIn.title')}</h1>
      <p className="lede">{say('signIn.lede')}</p>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {ways && (
        <div className="card">
          {ways.why && <WhyNot ways={ways} />}
          {(ways.passkeys || ways.providers.length > 0) && <Buttons ways={ways} />}
          <ByLink command={ways.command} />
        </div>
      )}
    </main>
  )
}

function WhyNot({ ways }: { ways: SignInWays }): ReactElement {
  const { locale } = useSignInWords()
  return (
    <section>
      <Notice>
        <p>{ways.why?.[locale]}</p>
      </Notice>
    </section>
  )
}

function Buttons({ ways }: { ways: SignInWays }): ReactElement {
  const { say } = useSignInWords()
  const queries = useQueryClient()
  const enter = useMutation({
    mutationFn: async () => (await import('#web/sign-in/passkeys.ts')).signInWithPasskey(),
    onSuccess: (session) => {
      // This page already stands at the address that was wanted.
      takeWanted(localStorage, Date.now())
      queries.setQueryData(['session'], session)
    },
  })
  const back = encodeURIComponent(wantedHere())
  return (
    <section>
      {ways.passkeys && (
        <>
          <Button
            look="primary"
            icon={KeyRound}
            isDisabled={enter.isPending}
            describedBy="passkey-help"
            onPress={() => enter.mutate()}
          >
            {say(enter.isPending ? 'signIn.waiting' : 'signIn.passkey')}
          </Button>
          <p className="small muted" id="passkey-help">
            {say('signIn.passkeyHelp')}
          </p>
        </>
      )}
      {enter.error && <ProblemNotice error={enter.error} />}
      {ways.providers.map(({ id, name }) => (
        // A link, not a request: the way to a provider leads through its pages.
        <a key={id} className="button plain" href={`/sign-in/with/${encodeURIComponent(id)}?back=${back}`}>
          <LogIn className="icon" aria-hidden="true" />
          {say('signIn.with', { name })}
        </a>
      ))}
    </section>
  )
}

function ByLink({ command }: { command: string }): ReactElement {
  const { say } = useSignInWords()
  return (
    <section>
      <h2>{say('signIn.link')}</h2>
      <p>{say('signIn.linkHow')}</p>
      <p>{say('signIn.linkNew')}</p>
      <p>{say('signIn.linkRun')}</p>
      <pre>
        <code>{command}</code>
      </pre>
      <p className="small muted">{say('signIn.linkStart')}</p>
    </section>
  )
}

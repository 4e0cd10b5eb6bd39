import { Suspense, useState, type ReactElement } from 'react'
import { useDesk } from '#web/desk.ts'
import { lastPerson } from '#web/offline/last-person.ts'
import { useDeskAgain } from '#web/offline/use-desk-again.ts'
import { useAwayWords } from '#web/offline/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Logo } from '#web/parts/Logo/Logo.tsx'
import { Notice } from '#web/parts/Notice/Notice.tsx'
import { OtherLanguage } from '#web/sign-in/OtherLanguage.tsx'
import './WithoutDesk.css'

/** A page that was opened while the desk does not answer: what waits on this device of whoever was here last, and nothing of anybody else. */
export function WithoutDesk(): ReactElement {
  const words = useAwayWords()
  const { say } = words
  const { Waiting } = useDesk()
  const [person] = useState(() => lastPerson(localStorage))
  const { answers, triedAtMs, askNow, wrote } = useDeskAgain(() => location.reload())
  usePageTitle(say('away.title'))
  return (
    <main className="alone away stack wide" onInput={wrote}>
      <header className="row between">
        <p className="row brand-line">
          <Logo /> <b>Bellwether</b>
        </p>
        <OtherLanguage />
      </header>
      <div className="stack">
        <h1>{say('away.title')}</h1>
        <p className="lede">{say(person === undefined ? 'away.ledeNobody' : 'away.lede')}</p>
        <p>
          <Button look={person === undefined ? 'primary' : 'plain'} onPress={askNow}>
            {say('away.again')}
          </Button>
        </p>
        <div role="status">
          {answers && (
            <Notice>
              <p>{say('away.back')}</p>
            </Notice>
          )}
          {!answers && triedAtMs !== undefined && (
            <p className="small muted">{say('away.tried', { time: words.time(triedAtMs) })}</p>
          )}
        </div>
      </div>
      {person !== undefined && (
        <Suspense fallback={<p className="small muted">{say('away.loading')}</p>}>
          <Waiting person={person} />
        </Suspense>
      )}
    </main>
  )
}

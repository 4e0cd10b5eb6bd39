import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Session, SessionChange } from '#access/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { changeSession } from '#web/client.ts'
import { useDesk } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Logo } from '#web/parts/Logo/Logo.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { PlaceBox, type Place } from '#web/parts/PlaceBox/PlaceBox.tsx'
import { usePageWords } from '#web/pages/words.ts'
import type { Locale } from '#web/words.tsx'
import './Welcome.css'

/** The first five minutes: a language, a place (or later), then Now fills itself. */
export function Welcome({ session }: { session: Session }): ReactElement {
  const { say, locale } = usePageWords()
  const { setLocale } = useDesk()
  usePageTitle(say('welcome.title', { name: session.person.name }))
  const queries = useQueryClient()
  const [chosen, setChosen] = useState(locale)
  const [place, setPlace] = useState<Place>()
  const begin = useMutation({
    mutationFn: (change: SessionChange) => changeSession(change),
    onSuccess: (changed) => queries.setQueryData(['session'], changed),
  })
  // The mark moves at once; the words follow when they have arrived.
  const choose = (one: Locale): void => {
    setChosen(one)
    setLocale(one)
  }
  const done = (): void =>
    begin.mutate({
      welcomed: true,
      ...(place
        ? { place: { name: place.name, lat: place.lat, lon: place.lon, country: place.country } }
        : {}),
    })
  return (
    <main className="alone welcome">
      <p className="row brand-line">
        <Logo /> <b>Bellwether</b>
      </p>
      <h1>{say('welcome.title', { name: session.person.name })}</h1>
      <p className="lede">{say('welcome.lede')}</p>
      <form
        className="card stack wide"
        onSubmit={(event) => {
          event.preventDefault()
          done()
        }}
      >
        <fieldset className="languages">
          <legend>{say('welcome.language')}</legend>
          {(['en', 'fr'] as const).map((one) => (
            <label key={one} lang={one}>
              <input type="radio" name="locale" checked={chosen === one} onChange={() => choose(one)} />
              <span>{one === 'en' ? 'English' : 'Français'}</span>
            </label>
          ))}
        </fieldset>
        <PlaceBox value={session.desk.place?.name ?? ''} onChange={setPlace} />
        {begin.error && <ProblemNotice error={begin.error} />}
        <div className="row">
          <Button
            look="primary"
            type="submit"
            isDisabled={begin.isPending || (!place && !session.desk.place)}
          >
            {say('welcome.begin')}
          </Button>
          <Button look="quiet" onPress={done} isDisabled={begin.isPending}>
            {say('welcome.later')}
          </Button>
        </div>
      </form>
      <p className="small muted">{say('welcome.what')}</p>
    </main>
  )
}

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { PlaceGrid } from '#access/web/people/PlaceGrid.tsx'
import { ticked } from '#access/web/people/team-draft.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { verbsToGive, type KeyDraft } from '#access/web/programs/key-draft.ts'
import { useProgramWords } from '#access/web/programs/words.ts'
import { sessionQuery } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { CheckField } from '#web/parts/Field/Field.tsx'

type Props = {
  draft: KeyDraft
  accounts: readonly Account[]
  onChange: (part: Partial<KeyDraft>) => void
}

/** What a key may do: boxes for the desk, a grid of places for our accounts. Only what its maker may do is offered. */
export function WhatItMay({ draft, accounts, onChange }: Props): ReactElement {
  const { say } = useProgramWords()
  const people = usePeopleWords()
  const offered = verbsToGive(useQuery(sessionQuery).data?.grants ?? [])
  const addPlace = (): void => {
    const key = Math.max(0, ...draft.places.map((place) => place.key)) + 1
    const place = { key, account: '*', language: '*', lane: '*', verbs: [] } as const
    onChange({ places: [...draft.places, place] })
  }
  return (
    <>
      <fieldset className="card pane stack">
        <legend>{say('new.what')}</legend>
        <div className="checks wide-checks">
          {offered.desk.map((verb) => (
            <CheckField
              key={verb}
              name={`may-${verb}`}
              label={people.say(`verbTitle.${verb}`)}
              help={people.say(`verbHelp.${verb}`)}
              checked={draft.desk.includes(verb)}
              onChange={(isIn) => onChange({ desk: ticked(draft.desk, verb, isIn) })}
            />
          ))}
        </div>
      </fieldset>
      {offered.account.length > 0 && (
        <section className="card pane stack">
          <h2>{say('new.places')}</h2>
          <p className="help muted">{say('new.placesHelp')}</p>
          {draft.places.length > 0 && (
            <PlaceGrid
              places={draft.places}
              accounts={accounts}
              verbs={offered.account}
              onChange={(places) => onChange({ places })}
            />
          )}
          <div>
            <Button onPress={addPlace}>{people.say('team.addPlace')}</Button>
          </div>
        </section>
      )}
    </>
  )
}

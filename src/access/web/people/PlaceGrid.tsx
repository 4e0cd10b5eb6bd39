import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { ticked, type PlaceDraft } from '#access/web/people/team-draft.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { accountVerbs, lanes, type Verb } from '#kernel/permission.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { CheckField, SelectField } from '#web/parts/Field/Field.tsx'

type Props = {
  places: readonly PlaceDraft[]
  accounts: readonly Account[]
  /** What can be ticked; missing: every account verb. */
  verbs?: readonly Verb[]
  onChange: (places: readonly PlaceDraft[]) => void
}

/** What a team may do on accounts: one line a place (account, language, lane), one box a verb. */
export function PlaceGrid({ places, accounts, verbs = accountVerbs, onChange }: Props): ReactElement {
  const { say } = usePeopleWords()
  if (places.length === 0) return <p>{say('team.noPlaces')}</p>
  return (
    <div className="places">
      {places.map((place, at) => (
        <PlaceLine
          key={place.key}
          place={place}
          number={at + 1}
          accounts={accounts}
          verbs={verbs}
          onChange={(next) => onChange(places.map((one) => (one.key === place.key ? next : one)))}
          onRemove={() => onChange(places.filter((one) => one.key !== place.key))}
        />
      ))}
    </div>
  )
}

type LineProps = {
  place: PlaceDraft
  number: number
  accounts: readonly Account[]
  verbs: readonly Verb[]
  onChange: (place: PlaceDraft) => void
  onRemove: () => void
}

function PlaceLine({ place, number, accounts, verbs, onChange, onRemove }: LineProps): ReactElement {
  const { say } = usePeopleWords()
  return (
    <fieldset className="place">
      <legend className="unseen">{say('team.place', { place: number })}</legend>
      <Where place={place} accounts={accounts} onChange={onChange} />
      <div className="place-verbs">
        {verbs.map((verb) => (
          <CheckField
            key={verb}
            name={`place-${place.key}-${verb}`}
            label={say(`verbTitle.${verb}`)}
            checked={place.verbs.includes(verb)}
            onChange={(isIn) => onChange({ ...place, verbs: ticked(place.verbs, verb, isIn) })}
          />
        ))}
      </div>
      <Button
        look="quiet"
        small
        icon={X}
        label={say('team.removePlace', { place: number })}
        onPress={onRemove}
      />
    </fieldset>
  )
}

function Where({
  place,
  accounts,
  onChange,
}: Pick<LineProps, 'place' | 'accounts' | 'onChange'>): ReactElement {
  const { say, language } = usePeopleWords()
  const spoken = new Set([...accounts.flatMap(({ languages }) => languages), place.language])
  spoken.delete('*')
  return (
    <div className="place-where">
      <SelectField
        name={`place-${place.key}-account`}
        label={say('team.account')}
        value={place.account}
        onChange={(account) => onChange({ ...place, account })}
        options={[
          { value: '*', label: say('team.everyAccount') },
          ...accounts.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <SelectField
        name={`place-${place.key}-language`}
        label={say('team.language')}
        value={place.language}
        onChange={(tag) => onChange({ ...place, language: tag })}
        options={[
          { value: '*', label: say('team.everyLanguage') },
          ...[...spoken].map((tag) => ({ value: tag, label: language(tag) })),
        ]}
      />
      <SelectField
        name={`place-${place.key}-lane`}
        label={say('team.lane')}
        value={place.lane}
        onChange={(lane) => onChange({ ...place, lane: lanes.find((one) => one === lane) ?? '*' })}
        options={[
          { value: '*', label: say('team.everyLane') },
          ...lanes.map((lane) => ({ value: lane, label: say(`lane.${lane}`) })),
        ]}
      />
    </div>
  )
}

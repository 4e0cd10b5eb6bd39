import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { Account, AskedChange } from '#access/people/contract.ts'
import { ChangeDialog } from '#access/web/people/ChangeDialog.tsx'
import { peopleQuery } from '#access/web/people/data.ts'
import { GrantWords } from '#access/web/people/GrantWords.tsx'
import { PlaceGrid } from '#access/web/people/PlaceGrid.tsx'
import { deskVerbs, formOf, ticked, withPlace, type TeamDraft } from '#access/web/people/team-draft.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ErrorSummary } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { CheckField, TextField } from '#web/parts/Field/Field.tsx'

type Props = { draft: TeamDraft; accounts: readonly Account[]; id?: string }

type Part = { draft: TeamDraft; change: (part: Partial<TeamDraft>) => void }

/** A team as a form: names, people, verbs for the whole desk, and a grid of places. Nothing happens before it is looked at. */
export function TeamEditor({ draft: first, accounts, id }: Props): ReactElement {
  const { say } = usePeopleWords()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(first)
  const [attempt, setAttempt] = useState(0)
  const [asked, setAsked] = useState<AskedChange>()
  const change = (part: Partial<TeamDraft>): void => setDraft({ ...draft, ...part })
  const form = formOf(draft)
  const nameless = (['en', 'fr'] as const).filter((tag) => form.name[tag] === '')
  const errors = nameless.map((tag) => ({ name: `team-${tag}`, text: say('team.noName') }))
  const look = (): void => {
    setAttempt(attempt + 1)
    if (errors.length === 0) setAsked({ kind: 'team', ...(id === undefined ? {} : { id }), to: form })
  }
  return (
    <form
      className="stack wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        look()
      }}
    >
      {attempt > 0 && <ErrorSummary errors={errors} attempt={attempt} />}
      <Names draft={draft} change={change} isTried={attempt > 0} />
      <Members draft={draft} change={change} />
      <DeskVerbs draft={draft} change={change} />
      <section className="card pane stack">
        <h2>{say('team.places')}</h2>
        <p className="help muted">{say('team.placesHelp')}</p>
        <PlaceGrid places={draft.places} accounts={accounts} onChange={(places) => change({ places })} />
        <div>
          <Button onPress={() => setDraft(withPlace(draft))}>{say('team.addPlace')}</Button>
        </div>
      </section>
      <section className="stack" aria-live="polite">
        <h2>{say('team.words')}</h2>
        <GrantWords grants={form.grants} />
      </section>
      <div className="row between">
        <Button look="primary" type="submit">
          {say('team.look')}
        </Button>
        {id !== undefined && (
          <Button look="quiet" onPress={() => setAsked({ kind: 'team', id, to: null })}>
            {say('team.end')}
          </Button>
        )}
      </div>
      {asked && (
        <ChangeDialog
          asked={asked}
          onClose={() => setAsked(undefined)}
          onDone={({ kind }) =>
            void navigate({ to: kind === 'applied' ? '/settings/teams' : '/settings/changes' })
          }
        />
      )}
    </form>
  )
}

function Names({ draft, change, isTried }: Part & { isTried: boolean }): ReactElement {
  const { say } = usePeopleWords()
  return (
    <section className="card pane pairs">
      {(['en', 'fr'] as const).map((tag) => (
        <TextField
          key={tag}
          name={`team-${tag}`}
          label={say(tag === 'en' ? 'team.nameEn' : 'team.nameFr')}
          value={draft.name[tag]}
          onChange={(text) => change({ name: { ...draft.name, [tag]: text } })}
          lengthMax={80}
          error={isTried && draft.name[tag].trim() === '' ? say('team.noName') : undefined}
        />
      ))}
    </section>
  )
}

function Members({ draft, change }: Part): ReactElement {
  const { say } = usePeopleWords()
  const people = useQuery(peopleQuery).data?.people ?? []
  return (
    <fieldset className="card pane stack">
      <legend>{say('team.who')}</legend>
      <div className="checks">
        {people
          .filter((person) => person.leftAt === undefined)
          .map(({ id, name }) => (
            <CheckField
              key={id}
              name={`member-${id}`}
              label={name}
              checked={draft.people.includes(id)}
              onChange={(isIn) => change({ people: ticked(draft.people, id, isIn) })}
            />
          ))}
      </div>
    </fieldset>
  )
}

function DeskVerbs({ draft, change }: Part): ReactElement {
  const { say } = usePeopleWords()
  return (
    <fieldset className="card pane stack">
      <legend>{say('team.desk')}</legend>
      <div className="checks wide-checks">
        {deskVerbs.map((verb) => (
          <CheckField
            key={verb}
            name={`desk-${verb}`}
            label={say(`verbTitle.${verb}`)}
            help={say(`verbHelp.${verb}`)}
            checked={draft.desk.includes(verb)}
            onChange={(isIn) => change({ desk: ticked(draft.desk, verb, isIn) })}
          />
        ))}
      </div>
    </fieldset>
  )
}

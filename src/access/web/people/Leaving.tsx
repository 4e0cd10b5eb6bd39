import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { HeldThing, PersonPage } from '#access/people/contract.ts'
import { peopleQuery } from '#access/web/people/data.ts'
import { LeaveDialog } from '#access/web/people/LeaveDialog.tsx'
import { holdingWords } from '#access/web/people/person-words.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** What somebody looks after, and how they leave: whoever takes over is chosen, the rest is one press. */
export function Leaving({ page }: { page: PersonPage }): ReactElement {
  const { say, locale } = usePeopleWords()
  const [heirId, setHeirId] = useState('')
  const [asked, setAsked] = useState(false)
  const people = useQuery(peopleQuery).data?.people ?? []
  const { person, holdings, cannotLeave } = page
  const heirs = people.filter((one) => one.id !== person.id && one.leftAt === undefined)
  const heir = heirs.find(({ id }) => id === heirId)
  const mustChoose = holdings.some((holding) => holding.goesOn)
  return (
    <>
      <section className="card pane stack">
        <h2>{say('person.holds', { name: person.name })}</h2>
        <Holdings holdings={holdings} />
      </section>
      <section className="card pane stack">
        <h2>{say('person.leaving', { name: person.name })}</h2>
        <p className="prose">{say('person.leavingWhat')}</p>
        {cannotLeave && <Notice look="look">{cannotLeave[locale]}</Notice>}
        {!cannotLeave && mustChoose && (
          <SelectField
            name="heir"
            label={say('person.heir')}
            value={heirId}
            onChange={setHeirId}
            options={[
              { value: '', label: say('person.noHeir') },
              ...heirs.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {!cannotLeave && (
          <div>
            <Button look="danger" isDisabled={mustChoose && !heir} onPress={() => setAsked(true)}>
              {mustChoose ? say('person.endAndHand') : say('person.end', { name: person.name })}
            </Button>
          </div>
        )}
        {asked && <LeaveDialog page={page} {...(heir ? { heir } : {})} onClose={() => setAsked(false)} />}
      </section>
    </>
  )
}

function Holdings({ holdings }: { holdings: readonly HeldThing[] }): ReactElement {
  const words = usePeopleWords()
  if (holdings.length === 0) return <p className="muted">{words.say('person.holdsNothing')}</p>
  return (
    <ul className="holdings">
      {holdings.map((holding) => (
        <li key={`${holding.kind}:${holding.id}`}>
          <span className="muted small">{holdingWords(holding.kind, words)}</span>
          <span>
            {holding.to === undefined ? holding.title : <Link to={holding.to}>{holding.title}</Link>}
            {!holding.goesOn && <span className="muted small"> · {words.say('holding.ends')}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

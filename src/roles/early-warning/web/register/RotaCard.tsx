import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { DeskPerson, Rota } from '#roles/early-warning/register/contract.ts'
import { keepRota, peopleQuery, rotaQuery } from '#roles/early-warning/web/register/data.ts'
import { movedUp } from '#roles/early-warning/web/register/rota.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** Who is told when a review is overdue: the owner, then these people in this order. */
export function RotaCard(): ReactElement | null {
  const words = useRegisterWords()
  const { say } = words
  const rota = useQuery(rotaQuery)
  const maySet = useMay('settings')
  const [isChanging, setChanging] = useState(false)
  if (!rota.data) return null
  const { people, waitMin } = rota.data
  return (
    <section className="card pane stack">
      <h2>{say('rota.title')}</h2>
      <p>
        {people.length === 0
          ? say('rota.nobody')
          : say('rota.says', { names: words.list(people.map(({ name }) => name)), minutes: waitMin })}
      </p>
      {maySet && !isChanging && (
        <div>
          <Button small onPress={() => setChanging(true)}>
            {say('rota.change')}
          </Button>
        </div>
      )}
      {isChanging && <RotaForm rota={rota.data} onDone={() => setChanging(false)} />}
    </section>
  )
}

function RotaForm({ rota, onDone }: { rota: Rota; onDone: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const queries = useQueryClient()
  const everybody = useQuery(peopleQuery).data?.people ?? []
  const [people, setPeople] = useState<readonly DeskPerson[]>(rota.people)
  const [wait, setWait] = useState(String(rota.waitMin))
  const keep = useMutation({
    mutationFn: () => keepRota({ waitMin: Number(wait), people: people.map(({ id }) => id) }),
    onSuccess: (kept) => {
      queries.setQueryData(rotaQuery.queryKey, kept)
      onDone()
    },
  })
  const free = everybody.filter(({ id }) => !people.some((one) => one.id === id))
  const add = (id: string): void => setPeople([...people, ...everybody.filter((one) => one.id === id)])
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate()
      }}
    >
      {keep.error && <ProblemNotice error={keep.error} />}
      <ol className="rota">
        {people.map((one, place) => (
          <li key={one.id} className="row between">
            <span>{one.name}</span>
            <span className="row">
              <Button
                {...{ small: true, look: 'quiet', icon: ArrowUp, isDisabled: place === 0 }}
                label={say('rota.up', { name: one.name })}
                onPress={() => setPeople(movedUp(people, place))}
              />
              <Button
                {...{ small: true, look: 'quiet', icon: ArrowDown, isDisabled: place === people.length - 1 }}
                label={say('rota.down', { name: one.name })}
                onPress={() => setPeople(movedUp(people, place + 1))}
              />
              <Button
                {...{ small: true, look: 'quiet', icon: X }}
                label={say('rota.remove', { name: one.name })}
                onPress={() => setPeople(people.filter(({ id }) => id !== one.id))}
              />
            </span>
          </li>
        ))}
      </ol>
      {free.length > 0 && (
        <SelectField
          {...{ name: 'rota-add', label: say('rota.add'), value: '', onChange: add }}
          options={[
            { value: '', label: say('rota.choose') },
            ...free.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      )}
      <TextField
        {...{ name: 'rota-wait', label: say('rota.wait'), help: say('rota.waitHelp'), value: wait }}
        onChange={(text) => setWait(text.replaceAll(/\D/gu, '').slice(0, 4))}
      />
      <div className="row">
        <Button look="primary" type="submit" isDisabled={keep.isPending || Number(wait) < 1}>
          {say('form.keep')}
        </Button>
        <Button onPress={onDone}>{say('form.cancel')}</Button>
      </div>
    </form>
  )
}

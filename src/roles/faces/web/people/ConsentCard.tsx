import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import {
  consentWording,
  facePurposes,
  type Face,
  type FaceField,
  type FacePurpose,
  type MyFace,
} from '#roles/faces/people/contract.ts'
import { agree, facesQuery, mineQuery } from '#roles/faces/web/data.ts'
import { isShownAsWritten, writtenFields } from '#roles/faces/web/people/draft.ts'
import { StandingConsent } from '#roles/faces/web/people/StandingConsent.tsx'
import { Preview } from '#roles/faces/web/people/Preview.tsx'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { CheckField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** One's consent: what stands now, and giving another. It is asked for by nobody else, and nothing is ticked beforehand. */
export function ConsentCard({ mine, isSaved }: { mine: MyFace; isSaved: boolean }): ReactElement {
  const { say } = useDirectoryWords()
  const { face, consent } = mine
  return (
    <section className="card pane stack" aria-labelledby="consent-title">
      <h2 id="consent-title">{say('consent.title')}</h2>
      {consent ? <StandingConsent consent={consent} /> : <p>{say('consent.nothing')}</p>}
      {face === undefined || !isSaved ? (
        <p className="muted">{say('consent.saveFirst')}</p>
      ) : (
        <Agreeing key={consent?.id ?? 'none'} mine={mine} face={face} />
      )}
    </section>
  )
}

/** The form of consent: at hand while nothing stands or something new is written, else folded away. */
function Agreeing({ mine, face }: { mine: MyFace; face: Face }): ReactElement {
  const { say } = useDirectoryWords()
  if (mine.consent === undefined) return <AgreeForm mine={mine} face={face} />
  const isAsWritten = isShownAsWritten(mine.consent, face)
  return (
    <>
      {!isAsWritten && <Notice look="look">{say('consent.notYet')}</Notice>}
      <details open={!isAsWritten}>
        <summary>{say('consent.change')}</summary>
        <AgreeForm mine={mine} face={face} />
      </details>
    </>
  )
}

function toggled<T>(list: readonly T[], one: T, isIn: boolean): T[] {
  return isIn ? [...list, one] : list.filter((other) => other !== one)
}

function AgreeForm({ mine, face }: { mine: MyFace; face: Face }): ReactElement {
  const { say, locale } = useDirectoryWords()
  const written = writtenFields(face)
  const [fields, setFields] = useState<readonly FaceField[]>(
    (mine.consent?.fields ?? []).filter((field) => written.includes(field)),
  )
  const [purposes, setPurposes] = useState<readonly FacePurpose[]>(mine.consent?.purposes ?? [])
  const tries = useTries({
    'consent-name': fields.includes('name') ? undefined : say('consent.fault.name'),
    'consent-byline': purposes.length > 0 ? undefined : say('consent.fault.purposes'),
  })
  const give = useAgreeing()
  const isReady = fields.length > 0 && purposes.length > 0
  return (
    <Form
      label={say('consent.title')}
      tries={tries}
      hasSummary
      act={give}
      press={say(mine.consent ? 'consent.again' : 'consent.give')}
      onSubmit={() => give.mutate({ revision: mine.revision, fields: [...fields], purposes: [...purposes] })}
    >
      <fieldset className="stack">
        <legend>{say('consent.what')}</legend>
        {written.map((field) => (
          <CheckField
            key={field}
            name={`consent-${field}`}
            label={say(`field.${field}`)}
            checked={fields.includes(field)}
            onChange={(isIn) => setFields(toggled(fields, field, isIn))}
          />
        ))}
      </fieldset>
      <fieldset className="stack">
        <legend>{say('consent.where')}</legend>
        {facePurposes.map((purpose) => (
          <CheckField
            key={purpose}
            name={`consent-${purpose}`}
            label={say(`purpose.${purpose}`)}
            checked={purposes.includes(purpose)}
            onChange={(isIn) => setPurposes(toggled(purposes, purpose, isIn))}
          />
        ))}
      </fieldset>
      {isReady && (
        <>
          <Preview face={face} fields={fields} purposes={purposes} />
          <blockquote className="wording">{consentWording(fields, purposes)[locale]}</blockquote>
        </>
      )}
    </Form>
  )
}

function useAgreeing() {
  const { say } = useDirectoryWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: agree,
    onSuccess: (mine) => {
      queries.setQueryData(mineQuery.queryKey, mine)
      toasts.say({ text: say('consent.given') })
      void queries.invalidateQueries({ queryKey: facesQuery.queryKey, exact: true })
    },
  })
}

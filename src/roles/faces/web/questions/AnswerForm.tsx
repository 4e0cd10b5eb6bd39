import { useState, type ReactElement } from 'react'
import { questionLimits, type Question, type Queue } from '#roles/faces/questions/contract.ts'
import { questionActs, useQuestionAct } from '#roles/faces/web/questions/data.ts'
import { useQuestionWords } from '#roles/faces/web/questions/words.ts'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Props = { question: Question; queue: Queue; onClose: () => void }

/** An answer being written, in the language of the question first. Another one's change meanwhile is said, and nothing is overwritten. */
export function AnswerForm({ question, queue, onClose }: Props): ReactElement {
  const { say } = useQuestionWords()
  const { id, language, draft } = question
  // What was read when the field was opened: a change by somebody else is found by it.
  const [revision] = useState(question.revision)
  const [texts, setTexts] = useState({ en: draft?.en ?? '', fr: draft?.fr ?? '' })
  const [signer, setSigner] = useState(question.signer ?? '')
  const other = language === 'en' ? 'fr' : 'en'
  const isMissing = texts[language].trim() === ''
  const tries = useTries({ [`draft-${language}`]: isMissing ? say('answer.missing') : undefined })
  const written = Object.fromEntries(
    ([language, other] as const).flatMap((one) => {
      const text = texts[one].trim()
      return text === '' ? [] : [[one, text]]
    }),
  )
  const save = useQuestionAct(
    () => questionActs.answer(id, { revision, draft: written, ...(signer === '' ? {} : { signer }) }),
    { said: say('answer.saved'), onDone: onClose },
  )
  const lines = queue.signers.flatMap((one) => {
    const line = one[language]
    return line === undefined ? [] : [{ value: one.id, label: line }]
  })
  return (
    <Form
      tries={tries}
      act={save}
      press={say('answer.save')}
      onSubmit={() => save.mutate(undefined)}
      onCancel={onClose}
    >
      <div className="pairs">
        {([language, other] as const).map((one) => (
          <TextField
            key={one}
            name={`draft-${one}`}
            label={say(`answer.${one}`)}
            help={one === other ? say('answer.optional') : undefined}
            lines={4}
            lengthMax={questionLimits.answerLengthMax}
            value={texts[one]}
            onChange={(text) => setTexts({ ...texts, [one]: text })}
            error={tries.errorOf(`draft-${one}`)}
            autoFocus={one === language}
          />
        ))}
      </div>
      {lines.length > 0 && (
        <SelectField
          name="signer"
          label={say('signer')}
          value={signer}
          onChange={setSigner}
          options={[{ value: '', label: say('signer.none') }, ...lines]}
        />
      )}
    </Form>
  )
}

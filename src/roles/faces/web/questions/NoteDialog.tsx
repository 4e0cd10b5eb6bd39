import { useState, type ReactElement } from 'react'
import { questionLimits } from '#roles/faces/questions/contract.ts'
import { noteQuestion, useQuestionAct } from '#roles/faces/web/questions/data.ts'
import { useQuestionWords } from '#roles/faces/web/questions/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

/** Notes a question that came by telephone or in the room. */
export function NoteDialog({ sessionId, onClose }: { sessionId: string; onClose: () => void }): ReactElement {
  const words = useQuestionWords()
  const { say } = words
  const [text, setText] = useState('')
  const [language, setLanguage] = useState(words.locale)
  const isShort = text.trim().length < questionLimits.wordsLengthMin
  const tries = useTries({ words: isShort ? say('note.short') : undefined })
  const note = useQuestionAct(() => noteQuestion(sessionId, { words: text.trim(), language }), {
    ...{ said: say('note.done'), onDone: onClose },
  })
  return (
    <Dialog title={say('note')} isOpen onClose={onClose}>
      <Form
        lede={<p>{say('note.lede')}</p>}
        tries={tries}
        act={note}
        press={say('note')}
        onSubmit={() => note.mutate(undefined)}
        onCancel={onClose}
      >
        <TextField
          name="words"
          label={say('note.words')}
          lines={3}
          lengthMax={questionLimits.wordsLengthMax}
          value={text}
          onChange={setText}
          error={tries.errorOf('words')}
        />
        <SelectField
          name="language"
          label={say('note.language')}
          value={language}
          onChange={(value) => setLanguage(value === 'fr' ? 'fr' : 'en')}
          options={(['en', 'fr'] as const).map((value) => ({ value, label: words.language(value) }))}
        />
      </Form>
    </Dialog>
  )
}

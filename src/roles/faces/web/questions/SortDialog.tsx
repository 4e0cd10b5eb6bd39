import { useState, type ReactElement } from 'react'
import { WhyAside, type Question, type Queue } from '#roles/faces/questions/contract.ts'
import { questionActs, useQuestionAct } from '#roles/faces/web/questions/data.ts'
import { useQuestionWords } from '#roles/faces/web/questions/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Props = { to: 'aside' | 'merged'; question: Question; queue: Queue; onClose: () => void }

const wordsShown = 90

/** Sets a question aside for a reason of the rules, or lets another one stand for it. */
export function SortDialog({ to, question, queue, onClose }: Props): ReactElement {
  const { say } = useQuestionWords()
  const others = queue.questions.filter(({ id, state }) => id !== question.id && state !== 'merged')
  const options =
    to === 'aside'
      ? WhyAside.options.map((value) => ({ value, label: say(`aside.${value}`) }))
      : others.map(({ id, words }) => ({ value: id, label: (words ?? '…').slice(0, wordsShown) }))
  const [chosen, setChosen] = useState(options[0]?.value ?? '')
  const tries = useTries({})
  const sort = useQuestionAct(
    () =>
      questionActs.sort(
        question.id,
        to === 'aside' ? { to, why: WhyAside.parse(chosen) } : { to, into: chosen },
      ),
    { said: say(to === 'aside' ? 'aside.done' : 'same.done'), onDone: onClose },
  )
  return (
    <Dialog title={say(to === 'aside' ? 'aside' : 'same')} isOpen onClose={onClose}>
      <Form
        tries={tries}
        act={sort}
        press={say(to === 'aside' ? 'aside' : 'same')}
        onSubmit={() => sort.mutate(undefined)}
        onCancel={onClose}
      >
        <SelectField
          name="chosen"
          label={say(to === 'aside' ? 'aside.why' : 'same.which')}
          value={chosen}
          onChange={setChosen}
          options={options}
        />
      </Form>
    </Dialog>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { keepTopic } from '#roles/publishing/web/topics/data.ts'
import { useTopicWords } from '#roles/publishing/web/topics/words.ts'
import { NewTopic, topicLimits, type Topic } from '#sending/topics/contract.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { topicsQuery } from '#web/topics.ts'

type Names = NewTopic['names']

/** One topic, new or renamed: its name in both languages. */
export function TopicDialog(props: { topic: Topic | undefined; onClose: () => void }): ReactElement {
  const words = useTopicWords()
  const { say } = words
  const { topic, onClose } = props
  const queries = useQueryClient()
  const [names, setNames] = useState<Names>(topic?.names ?? { en: '', fr: '' })
  const tries = useTries(wrongIn(names, words))
  const keep = useMutation({
    mutationFn: () => keepTopic(topic?.id, { names }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: topicsQuery.queryKey })
    },
  })
  return (
    <Dialog title={say(topic === undefined ? 'topics.add' : 'topics.changeTitle')} isOpen onClose={onClose}>
      <Form
        tries={tries}
        act={keep}
        hasSummary
        press={say('topics.keep')}
        lede={
          <p className="small muted">{say(topic === undefined ? 'topics.newLede' : 'topics.renameLede')}</p>
        }
        onSubmit={() => keep.mutate()}
        onCancel={onClose}
      >
        {(['en', 'fr'] as const).map((language) => (
          <TextField
            key={language}
            name={`names.${language}`}
            label={say(`topics.name.${language}`)}
            value={names[language]}
            onChange={(name) => setNames({ ...names, [language]: name })}
            lengthMax={topicLimits.nameLengthMax}
            error={tries.errorOf(`names.${language}`)}
          />
        ))}
      </Form>
    </Dialog>
  )
}

/** What the desk would refuse, by field, in its own words; an empty name by its language. */
function wrongIn(
  names: Names,
  { locale, say }: Pick<ReturnType<typeof useTopicWords>, 'locale' | 'say'>,
): Record<string, string | undefined> {
  const { issues = [] } = NewTopic.safeParse({ names }).error ?? {}
  const odd = issues.map((issue) => {
    const told = 'params' in issue ? issue.params?.[locale] : undefined
    return [issue.path.join('.'), typeof told === 'string' ? told : say('topics.wrongName')] as const
  })
  const languages = (['en', 'fr'] as const).filter((language) => names[language].trim() === '')
  const missing = languages.map((language) => [`names.${language}`, say(`topics.need.${language}`)] as const)
  return Object.fromEntries([...odd, ...missing])
}

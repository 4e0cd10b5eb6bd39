import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { correctionLimits, type Correction, type PlaceNow } from '#roles/publishing/corrections/contract.ts'
import { messageQuery } from '#roles/publishing/web/data.ts'
import { correctMessage } from '#roles/publishing/web/send/corrections-data.ts'
import { languagesIn } from '#roles/publishing/web/send/corrections.ts'
import { HowPlaces } from '#roles/publishing/web/send/HowPlaces.tsx'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = {
  message: Message
  accounts: readonly Account[]
  places: readonly PlaceNow[]
  /** The open correction, to say it otherwise; missing: it is begun. */
  open: Correction | undefined
  onClose: () => void
}

/** What is public where and how each place is corrected; then what was wrong, in one sentence for the public in each language. */
export function CorrectDialog({ message, accounts, places, open, onClose }: Props): ReactElement {
  const { say } = useSendWords()
  const queries = useQueryClient()
  const { id, revision } = message
  const languages = languagesIn(places)
  const [sentences, setSentences] = useState<Record<string, string>>(open?.sentences ?? {})
  const said = (language: string): string => (sentences[language] ?? '').trim()
  const wrong = languages.map((language) => [
    `sentence-${language}`,
    said(language) === '' ? say('correct.needSentence', { language: autonym(language) }) : undefined,
  ])
  const tries = useTries(Object.fromEntries(wrong) as Record<string, string | undefined>)
  const correct = useMutation({
    mutationFn: () =>
      correctMessage(id, {
        revision,
        sentences: Object.fromEntries(languages.map((language) => [language, said(language)])),
      }),
    onSuccess: (now) => {
      queries.setQueryData(messageQuery(id).queryKey, now)
      toasts.say({ text: say(open === undefined ? 'correct.begun' : 'correct.kept') })
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: messageQuery(id).queryKey }),
  })
  return (
    <Dialog title={say('correct.dialog')} isOpen onClose={onClose}>
      <Form
        lede={<HowPlaces places={places} accounts={accounts} />}
        tries={tries}
        hasSummary
        act={correct}
        press={say(open === undefined ? 'correct.press' : 'correct.pressChange')}
        onSubmit={() => correct.mutate()}
        onCancel={onClose}
      >
        {languages.map((language) => (
          <div key={language} lang={language}>
            <TextField
              name={`sentence-${language}`}
              label={say('correct.sentence', { language: autonym(language) })}
              help={say('correct.sentenceHelp', { example: exampleIn(language, say) })}
              value={sentences[language] ?? ''}
              onChange={(text) => setSentences({ ...sentences, [language]: text })}
              lengthMax={correctionLimits.sentenceLengthMax}
              spellCheck
              error={tries.errorOf(`sentence-${language}`)}
            />
          </div>
        ))}
      </Form>
    </Dialog>
  )
}

function exampleIn(language: string, say: ReturnType<typeof useSendWords>['say']): string {
  return say(/^fr\b/iu.test(language) ? 'correct.example.fr' : 'correct.example.en')
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { jargonQuery, putJargon } from '#roles/publishing/web/names/data.ts'
import { useNameWords } from '#roles/publishing/web/names/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { JargonForm, jargonLimits, type JargonWord } from '#roles/publishing/writing/plain/contract.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

/** One word readers may not know, new or changed. A word that is there keeps its name and language. */
export function JargonDialog(props: { word: JargonWord | undefined; onClose: () => void }): ReactElement {
  const words = useNameWords()
  const { say, locale } = words
  const { word, onClose } = props
  const queries = useQueryClient()
  const [typed, setTyped] = useState<JargonForm>({
    language: word?.language ?? locale,
    ...{ term: word?.term ?? '', plain: word?.plain ?? '' },
  })
  const tries = useTries(wrongIn(typed, words))
  const put = useMutation({
    mutationFn: () => putJargon(typed),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: jargonQuery.queryKey })
    },
  })
  return (
    <Dialog title={say(word === undefined ? 'jargon.add' : 'book.changeTitle')} isOpen onClose={onClose}>
      <Form
        tries={tries}
        act={put}
        hasSummary
        press={say('book.keep')}
        onSubmit={() => put.mutate()}
        onCancel={onClose}
      >
        {word === undefined ? (
          <>
            <SelectField
              name="language"
              label={say('jargon.language')}
              value={typed.language}
              onChange={(language) => setTyped({ ...typed, language: language === 'fr' ? 'fr' : 'en' })}
              options={(['en', 'fr'] as const).map((value) => ({ value, label: autonym(value) }))}
            />
            <TextField
              name="term"
              label={say('jargon.term')}
              value={typed.term}
              onChange={(term) => setTyped({ ...typed, term })}
              lengthMax={jargonLimits.termLengthMax}
              error={tries.errorOf('term')}
            />
          </>
        ) : (
          <p>
            <b lang={word.language}>{word.term}</b> <span className="muted">{autonym(word.language)}</span>
          </p>
        )}
        <TextField
          name="plain"
          label={say('jargon.plain')}
          help={say('jargon.plainHelp')}
          value={typed.plain}
          onChange={(plain) => setTyped({ ...typed, plain })}
          lengthMax={jargonLimits.plainLengthMax}
          error={tries.errorOf('plain')}
        />
      </Form>
    </Dialog>
  )
}

/** What the desk would refuse, by field, in its own words. */
function wrongIn(
  typed: JargonForm,
  { locale, say }: Pick<ReturnType<typeof useNameWords>, 'locale' | 'say'>,
): Record<string, string | undefined> {
  const read = JargonForm.safeParse(typed)
  if (read.success) return {}
  return Object.fromEntries(
    read.error.issues.map((issue) => {
      const told = 'params' in issue ? issue.params?.[locale] : undefined
      return [issue.path.join('.'), typeof told === 'string' ? told : say('jargon.wrong')]
    }),
  )
}

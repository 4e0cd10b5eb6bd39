import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { keepMention, mentionsQuery } from '#roles/publishing/web/names/data.ts'
import { useNameWords } from '#roles/publishing/web/names/words.ts'
import {
  HandleNetwork,
  MentionForm,
  mentionLimits,
  type MentionEntry,
} from '#roles/publishing/writing/mentions/contract.ts'
import { networkWord } from '#web/network-word.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Typed = { en: string; fr: string; handles: Partial<Record<HandleNetwork, string>> }

/** One entry of the address book, new or changed: its names, and its handles where it has any. */
export function EntryDialog(props: { entry: MentionEntry | undefined; onClose: () => void }): ReactElement {
  const words = useNameWords()
  const { say } = words
  const { entry, onClose } = props
  const queries = useQueryClient()
  const [typed, setTyped] = useState<Typed>({
    ...{ en: entry?.name.en ?? '', fr: entry?.name.fr ?? '' },
    handles: entry?.handles ?? {},
  })
  const tries = useTries(wrongIn(typed, words))
  const keep = useMutation({
    mutationFn: () => keepMention(entry?.id, formOf(typed)),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: mentionsQuery.queryKey })
    },
  })
  return (
    <Dialog title={say(entry === undefined ? 'book.add' : 'book.changeTitle')} isOpen onClose={onClose}>
      <Form
        tries={tries}
        act={keep}
        hasSummary
        press={say('book.keep')}
        lede={<p className="small muted">{say('book.entryLede')}</p>}
        onSubmit={() => keep.mutate()}
        onCancel={onClose}
      >
        {(['en', 'fr'] as const).map((language) => (
          <TextField
            key={language}
            name={`name.${language}`}
            label={say(`book.name.${language}`)}
            value={typed[language]}
            onChange={(name) => setTyped({ ...typed, [language]: name })}
            lengthMax={mentionLimits.nameLengthMax}
            error={tries.errorOf(`name.${language}`)}
          />
        ))}
        {HandleNetwork.options.map((network) => (
          <TextField
            key={network}
            name={`handles.${network}`}
            label={say('book.handle', { network: networkWord({ network }, words) })}
            value={typed.handles[network] ?? ''}
            onChange={(handle) => setTyped({ ...typed, handles: { ...typed.handles, [network]: handle } })}
            spellCheck={false}
            lengthMax={mentionLimits.handleLengthMax}
            error={tries.errorOf(`handles.${network}`)}
          />
        ))}
      </Form>
    </Dialog>
  )
}

/** What is given to the desk: a name that was left out in one language is the same in both; a network without a handle is left out. */
function formOf({ en, fr, handles }: Typed): MentionForm {
  const given = Object.entries(handles).filter(([, handle]) => handle.trim() !== '')
  return {
    name: { en: en.trim() === '' ? fr : en, fr: fr.trim() === '' ? en : fr },
    handles: Object.fromEntries(given),
  }
}

/** What the desk would refuse, by field, in its own words. */
function wrongIn(
  typed: Typed,
  { locale, say }: Pick<ReturnType<typeof useNameWords>, 'locale' | 'say'>,
): Record<string, string | undefined> {
  const read = MentionForm.safeParse(formOf(typed))
  if (read.success) return {}
  return Object.fromEntries(
    read.error.issues.map((issue) => {
      const told = 'params' in issue ? issue.params?.[locale] : undefined
      const name = issue.path.join('.')
      return [name, typeof told === 'string' ? told : say('book.wrongName')]
    }),
  )
}

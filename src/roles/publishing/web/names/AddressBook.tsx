import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { mentionsQuery, nameIn } from '#roles/publishing/web/names/data.ts'
import { EntryDialog } from '#roles/publishing/web/names/EntryDialog.tsx'
import { RemoveDialog } from '#roles/publishing/web/names/RemoveDialog.tsx'
import { useNameWords } from '#roles/publishing/web/names/words.ts'
import type { MentionEntry } from '#roles/publishing/writing/mentions/contract.ts'
import { mayMean } from '#roles/publishing/web/compose/mention-typing.ts'
import { networkWord } from '#web/network-word.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** Names shown before the list is searched. */
const unsearchedMax = 12

/** Whom texts mention: a name in each language, and a handle on each network. */
export function AddressBook(): ReactElement {
  const { say } = useNameWords()
  const book = useQuery(mentionsQuery)
  const [opened, setOpened] = useState<MentionEntry | 'new'>()
  const [wanted, setWanted] = useState('')
  const entries = book.data?.entries ?? []
  const shown = entries.filter(({ name }) => [name.en, name.fr].some((one) => mayMean(one, wanted.trim())))
  const mayChange = book.data?.mayChange === true
  const add = mayChange && (
    <Button icon={Plus} onPress={() => setOpened('new')}>
      {say('book.add')}
    </Button>
  )
  return (
    <section className="card pane stack" aria-labelledby="address-book">
      <div className="row between">
        <h2 id="address-book">{say('book.title')}</h2>
        {entries.length > 0 && add}
      </div>
      <p className="small muted prose">{say('book.lede')}</p>
      {book.error && <ProblemNotice error={book.error} onAgain={() => void book.refetch()} />}
      {book.isPending && <Skeleton lines={3} />}
      {book.data && entries.length === 0 && (
        <Empty
          why={say('book.none')}
          example={say(mayChange ? 'book.example' : 'book.noneAsk')}
          action={add}
        />
      )}
      {entries.length > unsearchedMax && (
        <TextField
          name="find-name"
          type="search"
          label={say('book.find')}
          value={wanted}
          onChange={setWanted}
        />
      )}
      {entries.length > 0 && shown.length === 0 && <p className="muted">{say('book.notFound')}</p>}
      <ul className="name-list">
        {shown.map((entry) => (
          <Entry key={entry.id} entry={entry} mayChange={mayChange} onOpen={() => setOpened(entry)} />
        ))}
      </ul>
      {opened !== undefined && (
        <EntryDialog
          key={opened === 'new' ? 'new' : opened.id}
          entry={opened === 'new' ? undefined : opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  )
}

type EntryProps = { entry: MentionEntry; mayChange: boolean; onOpen: () => void }

function Entry({ entry, mayChange, onOpen }: EntryProps): ReactElement {
  const words = useNameWords()
  const { say, locale } = words
  const [isAsked, setAsked] = useState(false)
  const name = nameIn(entry, locale)
  const other = locale === 'fr' ? entry.name.en : entry.name.fr
  return (
    <li>
      <div className="stack tight">
        <span>
          <b>{name}</b>
          {other !== name && (
            <span className="muted small" lang={locale === 'fr' ? 'en' : 'fr'}>
              {' '}
              · {other}
            </span>
          )}
        </span>
        <span className="small muted">
          {Object.entries(entry.handles)
            .map(([network, handle]) => `${networkWord({ network }, words)} @${handle}`)
            .join(' · ') || say('book.noHandle')}
        </span>
      </div>
      {mayChange && (
        <span className="row">
          <Button small label={say('book.changeName', { name })} onPress={onOpen}>
            {say('book.change')}
          </Button>
          <Button small look="quiet" label={say('book.removeName', { name })} onPress={() => setAsked(true)}>
            {say('book.remove')}
          </Button>
        </span>
      )}
      <RemoveDialog entry={entry} name={name} isOpen={isAsked} onClose={() => setAsked(false)} />
    </li>
  )
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { recordKinds } from '#records/contract.ts'
import { stateQuery } from '#records/web/data.ts'
import { kindWords } from '#records/web/entry-words.ts'
import { readSearch, type RecordsSearch } from '#records/web/search.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'

/** What is looked for in the archive. It is kept in the address, so that it can be pasted into a chat. */
export function SearchForm(): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const navigate = useNavigate()
  const search = useSearch({ from: '/settings/records' })
  const [draft, setDraft] = useState<RecordsSearch>(search)
  // On a phone the list comes first; conditions that are set are always shown.
  const [isOpen, setOpen] = useState(
    () => hasConditions(search) || window.matchMedia('(min-width: 761px)').matches,
  )
  const { data: state } = useQuery(stateQuery)
  const put = (name: keyof RecordsSearch) => (value: string) => setDraft({ ...draft, [name]: value })
  const accounts = [...new Set([...(state?.accounts ?? []), draft.account ?? ''])].filter(Boolean)
  const go = (next: RecordsSearch): void => {
    void navigate({ to: '/settings/records', search: readSearch(next) })
  }
  return (
    <form
      role="search"
      aria-label={say('search.label')}
      className="card pane record-search"
      onSubmit={(event) => {
        event.preventDefault()
        go(draft)
      }}
    >
      <TextField
        name="words"
        type="search"
        label={say('search.words')}
        help={say('search.wordsHelp')}
        value={draft.words ?? ''}
        onChange={put('words')}
        lengthMax={300}
        spellCheck={false}
      />
      <details className="record-more" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{say('search.more')}</summary>
        <div className="record-search-row">
          <SelectField
            name="kind"
            label={say('search.kind')}
            value={draft.kind ?? ''}
            onChange={put('kind')}
            options={[
              { value: '', label: say('search.anyKind') },
              ...recordKinds
                .map((kind) => ({ value: kind, label: kindWords(kind, words) }))
                .toSorted((a, b) => a.label.localeCompare(b.label, words.tag)),
            ]}
          />
          <SelectField
            name="account"
            label={say('search.account')}
            value={draft.account ?? ''}
            onChange={put('account')}
            options={[
              { value: '', label: say('search.anyAccount') },
              ...accounts.map((account) => ({ value: account, label: account })),
            ]}
          />
          <TextField
            name="person"
            label={say('search.person')}
            value={draft.person ?? ''}
            onChange={put('person')}
            lengthMax={80}
          />
          <TextField
            name="from"
            type="date"
            label={say('search.from')}
            value={draft.from ?? ''}
            onChange={put('from')}
          />
          <TextField
            name="to"
            type="date"
            label={say('search.to')}
            value={draft.to ?? ''}
            onChange={put('to')}
          />
        </div>
      </details>
      <div className="row">
        <Button look="primary" type="submit" icon={Search}>
          {say('search.go')}
        </Button>
        {Object.keys(readSearch(search)).length > 0 && (
          <Button look="quiet" onPress={() => go({})}>
            {say('search.clear')}
          </Button>
        )}
      </div>
    </form>
  )
}

function hasConditions(search: RecordsSearch): boolean {
  return Object.keys(readSearch(search)).some((name) => name !== 'words')
}

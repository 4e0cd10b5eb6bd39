import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { EyeOff, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { redactionReasons, type ExportEntry, type ExportField } from '#records/export/contract.ts'
import { previewPage, takeBack } from '#records/web/export/data.ts'
import { RedactDialog, type RedactPlace } from '#records/web/export/RedactDialog.tsx'
import { fieldName, ShownValue } from '#records/web/export/ShownValue.tsx'
import { useExportWords } from '#records/web/export/words.ts'
import { kindWords } from '#records/web/entry-words.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** The entries as the export will show them, each field with a way to black it out. */
export function Preview({ id }: { id: string }): ReactElement {
  const { say } = useExportWords()
  const [place, setPlace] = useState<RedactPlace>()
  const selected = useSelected()
  const pages = useInfiniteQuery({
    queryKey: ['records', 'exports', id, 'entries'],
    queryFn: ({ pageParam, signal }) => previewPage(id, pageParam, { signal }),
    initialPageParam: undefined as number | undefined, // the first page has none
    getNextPageParam: (page) => page.before,
  })
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <section className="stack" aria-labelledby="export-preview">
      <h2 id="export-preview">{say('exports.preview')}</h2>
      {pages.error && <ProblemNotice error={pages.error} onAgain={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton lines={6} />}
      <ol className="export-entries">
        {entries.map((entry) => (
          <Entry
            key={entry.seq}
            id={id}
            entry={entry}
            onBlack={(field) => setPlace({ seq: entry.seq, field, words: selected() })}
          />
        ))}
      </ol>
      {pages.hasNextPage && (
        <div>
          <Button onPress={() => void pages.fetchNextPage()} isDisabled={pages.isFetchingNextPage}>
            {say('exports.older')}
          </Button>
        </div>
      )}
      {place && <RedactDialog id={id} place={place} onClose={() => setPlace(undefined)} />}
    </section>
  )
}

/** The words marked last: pressing a button may take the mark away before it is asked for. */
function useSelected(): () => string {
  const last = useRef('')
  useEffect(() => {
    const remember = (): void => {
      const text = document.getSelection()?.toString().trim() ?? ''
      if (text !== '') last.current = text
    }
    document.addEventListener('selectionchange', remember)
    return () => document.removeEventListener('selectionchange', remember)
  }, [])
  return () => {
    const text = last.current
    last.current = ''
    // A mark over several lines or longer than a name is no word to look for.
    return text.includes('\n') || text.length > 200 ? '' : text
  }
}

function Entry(props: { id: string; entry: ExportEntry; onBlack: (field: string) => void }): ReactElement {
  const words = useExportWords()
  const records = useRecordsWords()
  const { seq, at, kind, account, language, fields } = props.entry
  const where = [account, language && words.language(language)].filter(Boolean).join(' · ')
  return (
    <li className="card export-entry">
      <header className="row between">
        <h3>
          {words.say('exports.entry', { seq })} · {kindWords(kind, records)}
        </h3>
        <span className="small muted">
          <Time at={at} nowMs={Date.now()} />
          {where && ` · ${where}`}
        </span>
      </header>
      <dl>
        {fields.map((field) => (
          <Field key={field.name} id={props.id} seq={seq} field={field} onBlack={props.onBlack} />
        ))}
      </dl>
    </li>
  )
}

function Field(props: {
  id: string
  seq: number
  field: ExportField
  onBlack: (field: string) => void
}): ReactElement {
  const { say } = useExportWords()
  const records = useRecordsWords()
  const { field, seq } = props
  const name = fieldName(field.name, records)
  const isWhollyBlack = field.why.length > 0 && field.shown === undefined
  return (
    <div className="export-field">
      <dt>{name}</dt>
      <dd>
        <ShownValue field={field} />
        {field.why.map((why, place) => (
          // Two decisions with one reason differ in nothing but their place.
          <Decision key={`${why.of} ${place}`} id={props.id} seq={seq} name={name} why={why} />
        ))}
      </dd>
      <dd className="export-act">
        {!isWhollyBlack && (
          <Button
            small
            look="quiet"
            icon={EyeOff}
            label={say('exports.blackFieldName', { field: name, seq })}
            onPress={() => props.onBlack(field.name)}
          >
            {say('exports.blackField')}
          </Button>
        )}
      </dd>
    </div>
  )
}

function Decision(props: {
  id: string
  seq: number
  name: string
  why: ExportField['why'][number]
}): ReactElement {
  const { say, locale } = useExportWords()
  const queries = useQueryClient()
  const { why, seq, name } = props
  const reason = redactionReasons[why.reason][locale]
  const undo = useMutation({
    mutationFn: () => takeBack(props.id, why.of),
    onSuccess: async () => {
      toasts.say({ text: say('exports.undone') })
      await queries.invalidateQueries({ queryKey: ['records', 'exports', props.id] })
    },
  })
  return (
    <p className="small export-why">
      <span>
        {say('exports.why')} {reason}
        {why.note && ` (${why.note})`}
      </span>
      <Button
        small
        look="quiet"
        icon={Undo2}
        label={say('exports.undoName', { reason, field: name, seq })}
        isDisabled={undo.isPending}
        onPress={() => undo.mutate()}
      >
        {say('exports.undo')}
      </Button>
    </p>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { HistoryImports } from '#roles/publishing/history/contract.ts'
import { importsQuery, takeOut } from '#roles/publishing/web/history/data.ts'
import { RecordDialog } from '#roles/publishing/web/history/RecordDialog.tsx'
import { useHistoryWords, type HistoryWords } from '#roles/publishing/web/history/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Import = HistoryImports['imports'][number]

/** Exports that were brought in, each of which can be put on record, and taken out again. */
export function ImportList({ mayChange }: { mayChange: boolean }): ReactElement | null {
  const words = useHistoryWords()
  const { say } = words
  const imports = useQuery(importsQuery)
  const mayRecord = useMay('retention')
  const [asked, setAsked] = useState<{ one: Import; to: 'record' | 'take-out' }>()
  const known = imports.data?.imports ?? []
  if (imports.error) return <ProblemNotice error={imports.error} onAgain={() => void imports.refetch()} />
  if (known.length === 0) return null
  return (
    <section className="card pane stack" aria-labelledby="imports">
      <h2 id="imports">{say('history.importedList')}</h2>
      <ul className="stack tight import-list">
        {known.map((one) => (
          <li key={one.id} className="row between">
            <div className="small">
              {say('history.oneImport', {
                ...{ name: nameOf(one, words), posts: one.posts, by: one.by },
                at: words.day(one.at),
              })}
              {one.onRecord > 0 && (
                <div className="muted">
                  {say('history.importRecord', {
                    ...{ onRecord: one.onRecord, posts: one.posts },
                    isAll: String(one.onRecord >= one.posts),
                  })}
                </div>
              )}
            </div>
            <span className="row">
              {mayRecord && one.onRecord < one.posts && (
                <Button
                  small
                  label={say('history.toRecordName', { name: nameOf(one, words) })}
                  onPress={() => setAsked({ one, to: 'record' })}
                >
                  {say('history.toRecord')}
                </Button>
              )}
              {mayChange && (
                <Button
                  small
                  look="quiet"
                  label={say('history.removeName', { name: nameOf(one, words) })}
                  onPress={() => setAsked({ one, to: 'take-out' })}
                >
                  {say('history.remove')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {asked?.to === 'take-out' && <TakeOutDialog one={asked.one} onClose={() => setAsked(undefined)} />}
      {asked?.to === 'record' && (
        <RecordDialog
          scope={{ kind: 'import', id: asked.one.id }}
          isWithoutFingerprint={asked.one.sha256 === undefined}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}

function nameOf({ fileName, kind }: Import, { say }: HistoryWords): string {
  return fileName === '' ? say(`history.kind.${kind}`) : fileName
}

/** Asks before many posts go at once. */
function TakeOutDialog({ one, onClose }: { one: Import; onClose: () => void }): ReactElement {
  const words = useHistoryWords()
  const { say } = words
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => takeOut(one.id),
    onSuccess: async () => {
      onClose()
      toasts.say({ text: say('history.removed', { name: nameOf(one, words) }) })
      await queries.invalidateQueries({ queryKey: ['publishing', 'history'] })
      await queries.invalidateQueries({ queryKey: importsQuery.queryKey })
    },
  })
  return (
    <Dialog title={say('history.removeTitle')} role="alertdialog" isOpen onClose={onClose}>
      <p>{say('history.removeAsk', { posts: one.posts })}</p>
      {one.onRecord > 0 && <p>{say('history.removeOnRecord', { onRecord: one.onRecord })}</p>}
      {remove.error && <ProblemNotice error={remove.error} />}
      <div className="answers">
        <Button look="danger" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
          {say('history.remove')}
        </Button>
        <Button autoFocus onPress={onClose}>
          {say('form.cancel')}
        </Button>
      </div>
    </Dialog>
  )
}

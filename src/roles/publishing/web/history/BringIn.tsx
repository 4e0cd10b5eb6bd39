import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { HistoryKind } from '#roles/publishing/history/contract.ts'
import { bringIn } from '#roles/publishing/web/history/data.ts'
import { Report } from '#roles/publishing/web/history/Report.tsx'
import { useHistoryWords } from '#roles/publishing/web/history/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

const kinds = ['x', 'mastodon', 'bluesky', 'csv'] as const
const endings: Readonly<Record<HistoryKind, string>> = {
  x: '.zip,.js',
  mastodon: '.zip,.tar.gz,.gz,.json',
  bluesky: '.car',
  csv: '.csv,text/csv',
}

/** Takes an export of a network in, and tells of each row what became of it. */
export function BringIn(): ReactElement {
  const { say } = useHistoryWords()
  const queries = useQueryClient()
  const [kind, setKind] = useState<HistoryKind>('x')
  const [file, setFile] = useState<File>()
  const send = useMutation({
    mutationFn: bringIn,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['publishing', 'history'] })
      await queries.invalidateQueries({ queryKey: ['publishing', 'history-imports'] })
    },
  })
  return (
    <section className="card pane stack" aria-labelledby="bring-in">
      <h2 id="bring-in">{say('history.bringIn')}</h2>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (file !== undefined) send.mutate({ kind, file })
        }}
      >
        <SelectField
          name="kind"
          label={say('history.from')}
          value={kind}
          options={kinds.map((value) => ({ value, label: say(`history.kind.${value}`) }))}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'x')}
        />
        <div className="field">
          <label htmlFor="field-export">{say('history.file')}</label>
          <div className="help" id="help-export">
            {say(`history.fileHelp.${kind}`)}
          </div>
          <input
            id="field-export"
            className="control"
            type="file"
            accept={endings[kind]}
            aria-describedby="help-export"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </div>
        {send.error && <ProblemNotice error={send.error} />}
        <div>
          <Button look="primary" type="submit" isDisabled={file === undefined || send.isPending}>
            {say(send.isPending ? 'history.bringing' : 'history.bringIn')}
          </Button>
        </div>
      </form>
      {send.data && <Report report={send.data} />}
    </section>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ImportedRow, ImportReport } from '#roles/publishing/contract.ts'
import { importFile } from '#roles/publishing/web/data.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import './Publish.css'

/** Takes a file of messages in, and says of each row what came of it. */
export function ImportPage(): ReactElement {
  const { say } = usePublishWords()
  const queries = useQueryClient()
  const [file, setFile] = useState<File>()
  usePageTitle(say('import.title'))
  const send = useMutation({
    mutationFn: (chosen: File) => importFile(chosen, mediaTypeOf(chosen.name)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['messages'] }),
  })
  return (
    <div className="stack wide publish">
      <p className="back">
        <Link to="/publish">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('message.back')}
        </Link>
      </p>
      <header>
        <h1>{say('import.title')}</h1>
        <p className="lede">{say('import.lede')}</p>
      </header>
      <form
        className="card pane stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (file) send.mutate(file)
        }}
      >
        <div className="field">
          <label htmlFor="field-file">{say('import.file')}</label>
          <div className="help" id="help-file">
            {say('import.fileHelp')}
          </div>
          <input
            id="field-file"
            className="control"
            type="file"
            accept=".csv,.jsonl,.ndjson,text/csv"
            aria-describedby="help-file"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </div>
        <pre className="example" tabIndex={0} role="region" aria-label={say('import.exampleName')}>
          {say('import.example')}
        </pre>
        <div>
          <Button look="primary" type="submit" isDisabled={file === undefined || send.isPending}>
            {say(send.isPending ? 'import.sending' : 'import.send')}
          </Button>
        </div>
      </form>
      {send.error && <ProblemNotice error={send.error} />}
      {send.data && <Report report={send.data} />}
    </div>
  )
}

function mediaTypeOf(name: string): string {
  return /\.(jsonl|ndjson)$/iu.test(name) ? 'application/x-ndjson' : 'text/csv'
}

/** Rows drawn at most; the sentence above tells how many there are in all. */
const rowsDrawnMax = 500

function Report({ report }: { report: ImportReport }): ReactElement {
  const { say } = usePublishWords()
  const { rows, messages, refused } = report
  const refusedFirst = [...rows.filter(isRefused), ...rows.filter((row) => !isRefused(row))]
  return (
    <div className="stack">
      <Notice look={refused > 0 ? 'look' : 'info'} live>
        <p>{say('import.done', { messages, rows: rows.length, refused })}</p>
      </Notice>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={say('import.report')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say('import.row')}</th>
              <th scope="col">{say('import.outcome')}</th>
              <th scope="col">{say('import.message')}</th>
            </tr>
          </thead>
          <tbody>
            {refusedFirst.slice(0, rowsDrawnMax).map((row) => (
              <Row key={row.row} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Row({ row }: { row: ImportedRow }): ReactElement {
  const { say, locale } = usePublishWords()
  return (
    <tr className={isRefused(row) ? 'wrong' : ''}>
      <td>{row.row}</td>
      <td>
        {say(`import.${row.outcome}`)}
        {row.why && <span className="small"> {row.why[locale]}</span>}
      </td>
      <td>
        {row.id === undefined ? (
          row.title
        ) : (
          <Link to="/publish/$id" params={{ id: row.id }}>
            {row.title}
          </Link>
        )}
      </td>
    </tr>
  )
}

function isRefused({ outcome }: ImportedRow): boolean {
  return outcome === 'refused'
}

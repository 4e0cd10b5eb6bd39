import { useQuery } from '@tanstack/react-query'
import { Copy, Download } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ExportView } from '#records/export/contract.ts'
import { bundlePath, exportsQuery } from '#records/web/export/data.ts'
import { useExportWords } from '#records/web/export/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** A finished export: its file, what it is, and how whoever gets it can check it. */
export function ReadyExport({ view }: { view: ExportView }): ReactElement {
  const { say, day, full, number } = useExportWords()
  const bytes = view.bytes ?? 0
  const isSmall = bytes < 1e6
  const size = `${number(Math.max(1, bytes / (isSmall ? 1e3 : 1e6)), isSmall ? 0 : 1)} ${say(isSmall ? 'exports.kilobytes' : 'exports.megabytes')}`
  return (
    <>
      <section className="card pane stack">
        <p>
          {say('exports.readyWhat', {
            when: full(view.readyAt ?? view.begunAt),
            by: view.madeBy,
            entries: view.entries,
            black: view.blackFields,
          })}
        </p>
        <div>
          <a className="button primary" href={bundlePath(view.id)} download>
            <Download className="icon" aria-hidden="true" />
            {say('exports.download', { size })}
          </a>
        </div>
        <p className="small muted">
          {say('exports.sha256')} <code>{view.sha256}</code>
        </p>
        <p className="small muted">{say('exports.keptUntil', { day: day(view.endsAt) })}</p>
      </section>
      <HowToVerify />
    </>
  )
}

function HowToVerify(): ReactElement | null {
  const { say } = useExportWords()
  const { data } = useQuery(exportsQuery)
  if (data === undefined) return null
  const command = `bellwether records verify export.zip --key ${data.fingerprint}`
  return (
    <section className="card pane stack">
      <h2>{say('exports.verify')}</h2>
      <ol className="export-steps">
        <li>{say('exports.verify1')}</li>
        <li>
          {say('exports.verify2')}
          <Copyable label={say('exports.fingerprint')} text={data.fingerprint} />
        </li>
        <li>
          {say('exports.verify3')}
          <Copyable label={say('exports.command')} text={command} />
        </li>
      </ol>
    </section>
  )
}

function Copyable({ label, text }: { label: string; text: string }): ReactElement {
  const { say } = useExportWords()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    toasts.say({ text: say('exports.copied') })
  }
  return (
    <div className="export-copy">
      <code>{text}</code>
      <Button small icon={Copy} label={`${say('exports.copy')}: ${label}`} onPress={() => void copy()} />
    </div>
  )
}

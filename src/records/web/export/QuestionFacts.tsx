import type { ReactElement } from 'react'
import type { ExportView } from '#records/export/contract.ts'
import { kindWords } from '#records/web/entry-words.ts'
import { useExportWords } from '#records/web/export/words.ts'
import { useRecordsWords } from '#records/web/words.ts'

/** What an export was asked for, as a line of facts. */
export function QuestionFacts({ view: { query, locale } }: { view: ExportView }): ReactElement {
  const { say, day } = useExportWords()
  const words = useRecordsWords()
  const time =
    query.from === undefined || query.to === undefined
      ? say('exports.time.all')
      : // The end is the first moment that does not count any more.
        `${day(query.from)} – ${day(Date.parse(query.to) - 1)}`
  const facts = [
    [say('exports.time'), time],
    [say('exports.kind'), query.kind && kindWords(query.kind, words)],
    [say('exports.account'), query.account],
    [say('exports.person'), query.person],
    [say('exports.words'), query.words],
    [say('exports.language'), locale === 'fr' ? 'Français' : 'English'],
  ] as const
  return (
    <dl className="export-facts">
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

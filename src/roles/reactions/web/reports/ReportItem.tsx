import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Report } from '#roles/reactions/reports/contract.ts'
import { formsOf } from '#roles/reactions/web/reports/data.ts'
import { useReportWords } from '#roles/reactions/web/reports/words.ts'

/** One report: when, by whom, each of its forms, the figures behind it, and what became of its mails. */
export function ReportItem({ report }: { report: Report }): ReactElement {
  const words = useReportWords()
  const { say } = words
  const when = words.full(report.madeAt)
  const forms = formsOf(report.id, words.locale)
  return (
    <li className="stack tight">
      <p>
        <a href={forms.page} target="_blank" rel="noopener" aria-label={say('reports.openLabel', { when })}>
          {when}
        </a>{' '}
        <span className="muted small">
          {report.scheduled ? say('reports.planned') : say('reports.by', { name: report.madeBy })}
        </span>
      </p>
      <ul className="row report-forms">
        {(['page', 'pdf', 'csv', 'volume', 'tone'] as const).map((form) => (
          <li key={form}>
            <a
              className="small"
              href={forms[form]}
              aria-label={say('reports.formOf', { form: say(`reports.form.${form}`), when })}
              {...(form === 'page' ? { target: '_blank', rel: 'noopener' } : {})}
            >
              {say(`reports.form.${form}`)}
            </a>
          </li>
        ))}
        <li>
          <Link
            className="small"
            to="/reactions/evidence/$id"
            params={{ id: report.evidenceId }}
            aria-label={say('reports.frozenOf', { when })}
          >
            {say('reports.frozen')}
          </Link>
        </li>
      </ul>
      {report.mails.length > 0 && (
        <ul className="small muted report-mails">
          {report.mails.map(({ name, state }) => (
            <li key={name}>{say(`reports.mail.${state}`, { name })}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

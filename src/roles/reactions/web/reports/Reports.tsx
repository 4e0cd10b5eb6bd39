import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Announcement } from '#roles/reactions/contract.ts'
import { evidenceQuery } from '#roles/reactions/web/data.ts'
import { makeReport, reportsQuery } from '#roles/reactions/web/reports/data.ts'
import { ReportItem } from '#roles/reactions/web/reports/ReportItem.tsx'
import { Schedules } from '#roles/reactions/web/reports/Schedules.tsx'
import { useReportWords } from '#roles/reactions/web/reports/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import '#roles/reactions/web/reports/Reports.css'

/** Reports of an announcement: one page for whoever decides, made here, opened in every form, planned by mail. */
export function Reports({ announcement }: { announcement: Announcement }): ReactElement {
  const { say } = useReportWords()
  const queries = useQueryClient()
  const mayMake = useMay('triage')
  const wish = reportsQuery(announcement.id)
  const { data, error, refetch } = useQuery(wish)
  const make = useMutation({
    mutationFn: () => makeReport(announcement.id),
    onSuccess: async () => {
      toasts.say({ text: say('reports.made') })
      await queries.invalidateQueries({ queryKey: wish.queryKey })
      await queries.invalidateQueries({ queryKey: evidenceQuery(announcement.id).queryKey })
    },
  })
  return (
    <section className="card pane stack reports" aria-labelledby="reports-title" id="reports">
      <h2 id="reports-title">{say('reports.title')}</h2>
      <p className="small muted">{say('reports.what')}</p>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {make.error && <ProblemNotice error={make.error} />}
      {data?.reports.length === 0 && <p>{say('reports.none')}</p>}
      {data && data.reports.length > 0 && (
        <ul className="stack report-list">
          {data.reports.map((report) => (
            <ReportItem key={report.id} report={report} />
          ))}
        </ul>
      )}
      {mayMake && (
        <div>
          <Button icon={FileText} onPress={() => make.mutate()} isDisabled={make.isPending}>
            {say('reports.make')}
          </Button>
        </div>
      )}
      <Schedules announcement={announcement} />
    </section>
  )
}

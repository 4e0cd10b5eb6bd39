import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CalendarClock } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Announcement } from '#roles/reactions/contract.ts'
import type { Schedule } from '#roles/reactions/reports/contract.ts'
import { endPlan, schedulesQuery } from '#roles/reactions/web/reports/data.ts'
import { PlanDialog } from '#roles/reactions/web/reports/PlanDialog.tsx'
import { rhythmWords } from '#roles/reactions/web/reports/rhythm-words.ts'
import { useReportWords } from '#roles/reactions/web/reports/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** Reports that are planned by mail. Where this desk sends none, it says so, and offers nothing. */
export function Schedules({ announcement }: { announcement: Announcement }): ReactElement {
  const { say } = useReportWords()
  const mayPlan = useMay('settings')
  const [isPlanning, setIsPlanning] = useState(false)
  const { data, error, refetch } = useQuery(schedulesQuery(announcement.id))
  const isOver = announcement.state === 'over'
  return (
    <div className="stack tight" role="group" aria-labelledby="plans-title">
      <h3 id="plans-title">{say('plans.title')}</h3>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {data && data.mail !== 'ready' && <p className="small muted">{say(`plans.mail.${data.mail}`)}</p>}
      {data?.mail === 'ready' && isOver && <p className="small muted">{say('plans.over')}</p>}
      {data?.mail === 'ready' && !isOver && !mayPlan && data.schedules.length === 0 && (
        <p className="small muted">{say('plans.none')}</p>
      )}
      {data && data.schedules.length > 0 && (
        <ul className="stack tight">
          {data.schedules.map((schedule) => (
            <Plan key={schedule.id} schedule={schedule} mayEnd={mayPlan} />
          ))}
        </ul>
      )}
      {data?.mail === 'ready' && !isOver && mayPlan && (
        <div>
          <Button small icon={CalendarClock} onPress={() => setIsPlanning(true)}>
            {say('plans.add')}
          </Button>
        </div>
      )}
      {isPlanning && data && (
        <PlanDialog announcementId={announcement.id} list={data} onClose={() => setIsPlanning(false)} />
      )}
    </div>
  )
}

function Plan({ schedule, mayEnd }: { schedule: Schedule; mayEnd: boolean }): ReactElement {
  const words = useReportWords()
  const { say } = words
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => endPlan(schedule.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['report-schedules', schedule.announcementId] }),
  })
  const rhythm = rhythmWords(schedule, words)
  return (
    <li className="stack tight">
      <p>
        {rhythm}{' '}
        <span className="small muted">
          {say('plans.to', { names: words.list(schedule.to) })}{' '}
          {say('plans.next', { when: words.full(schedule.nextAt) })}
        </span>
      </p>
      {end.error && <ProblemNotice error={end.error} />}
      {mayEnd && (
        <div>
          <Button
            small
            look="quiet"
            label={say('plans.endLabel', { rhythm })}
            isDisabled={end.isPending}
            onPress={() => end.mutate()}
          >
            {say('plans.end')}
          </Button>
        </div>
      )}
    </li>
  )
}

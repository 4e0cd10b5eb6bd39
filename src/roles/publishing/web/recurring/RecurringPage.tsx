import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { Occurrence, Series } from '#roles/publishing/recurring/contract.ts'
import { PlanningNav } from '#roles/publishing/web/calendar/PlanningNav.tsx'
import { accountsQuery } from '#roles/publishing/web/data.ts'
import { actOnSeries, recurringQuery, skipTime } from '#roles/publishing/web/recurring/data.ts'
import { ruleWords } from '#roles/publishing/web/recurring/rule-words.ts'
import { useRecurringWords } from '#roles/publishing/web/recurring/words.ts'
import { momentIn } from '#sending/web/times.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/publishing/web/Publish.css'
import '#roles/publishing/web/calendar/Calendar.css'

/** Messages that come again: how, when next, what became of the last ones; leave one out, end it. */
export function RecurringPage(): ReactElement {
  const { say } = useRecurringWords()
  const list = useQuery({ ...recurringQuery, refetchInterval: 60_000 })
  usePageTitle(say('recurring.title'))
  return (
    <div className="stack wide publish">
      <PlanningNav />
      <header>
        <h1>{say('recurring.title')}</h1>
        <p className="lede">{say('recurring.lede')}</p>
      </header>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={4} />}
      {list.data?.series.length === 0 && (
        <Empty why={say('recurring.none')} example={say('recurring.noneExample')} />
      )}
      {list.data?.series.map((series) => (
        <One key={series.id} series={series} />
      ))}
    </div>
  )
}

function useChanged(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: recurringQuery.queryKey })
}

function One({ series }: { series: Series }): ReactElement {
  const words = useRecurringWords()
  const { say } = words
  const changed = useChanged()
  const accounts = useQuery(accountsQuery).data?.accounts ?? []
  const [isAsked, setAsked] = useState(false)
  const act = useMutation({
    mutationFn: (does: 'end' | 'take-over') => actOnSeries(series.id, does),
    onSuccess: async () => {
      setAsked(false)
      await changed()
    },
  })
  const skip = useMutation({ mutationFn: (wall: string) => skipTime(series.id, wall), onSuccess: changed })
  const { title, rule, leadMin, owner, ahead, past, ended, trouble, mayChange, lane } = series
  const nameOf = (id: string): string => accounts.find((one) => one.id === id)?.name ?? id
  return (
    <section className="card pane stack" aria-label={title}>
      <div className="row between">
        <h2 className="row">
          {title}
          {lane !== 'normal' && (
            <Badge look={lane === 'emergency' ? 'danger' : 'practice'}>{say(`lane.${lane}`)}</Badge>
          )}
          {ended && <Badge>{say('recurring.over')}</Badge>}
        </h2>
        {mayChange && (
          <Button label={say('recurring.endName', { title })} onPress={() => setAsked(true)}>
            {say('recurring.end')}
          </Button>
        )}
      </div>
      <p>{ruleWords(rule, words)}</p>
      <p className="small muted">
        {say('recurring.facts', {
          accounts: words.list(series.accounts.map(nameOf)),
          owner,
          lead: say('recurring.lead', { hours: Math.round(leadMin / 60), days: Math.round(leadMin / 1440) }),
        })}
      </p>
      {ended && <p>{say('recurring.endedBy', { by: ended.by, at: words.day(ended.at) })}</p>}
      {trouble !== undefined && ended === undefined && (
        <Notice look="danger">
          <p>{troubleWords(trouble, owner, say)}</p>
          {mayChange && trouble === 'no-right' && (
            <div>
              <Button isDisabled={act.isPending} onPress={() => act.mutate('take-over')}>
                {say('recurring.takeOver')}
              </Button>
            </div>
          )}
        </Notice>
      )}
      {(act.error ?? skip.error) && <ProblemNotice error={act.error ?? skip.error} />}
      {ahead.length > 0 && (
        <Times
          heading={say('recurring.ahead')}
          {...{ times: ahead, zone: rule.zone, title }}
          {...(mayChange && { onSkip: (wall: string) => skip.mutate(wall) })}
        />
      )}
      {past.length > 0 && (
        <Times heading={say('recurring.past')} {...{ times: past, zone: rule.zone, title }} />
      )}
      <Dialog
        title={say('recurring.endTitle', { title })}
        role="alertdialog"
        isOpen={isAsked}
        onClose={() => setAsked(false)}
      >
        <p>{say('recurring.endWhat')}</p>
        <div className="answers">
          <Button look="danger" isDisabled={act.isPending} onPress={() => act.mutate('end')}>
            {say('recurring.end')}
          </Button>
          <Button autoFocus onPress={() => setAsked(false)}>
            {say('recurring.goOn')}
          </Button>
        </div>
      </Dialog>
    </section>
  )
}

function troubleWords(
  trouble: string,
  owner: string,
  say: ReturnType<typeof useRecurringWords>['say'],
): string {
  if (trouble === 'no-right') return say('trouble.no-right', { owner })
  return say(trouble === 'no-file' ? 'trouble.no-file' : 'trouble.no-account')
}

type TimesProps = {
  heading: string
  times: readonly Occurrence[]
  zone: string
  title: string
  onSkip?: (wall: string) => void
}

function Times({ heading, times, zone, title, onSkip }: TimesProps): ReactElement {
  const { say, tag } = useRecurringWords()
  return (
    <div>
      <h3>{heading}</h3>
      <ul className="times">
        {times.map(({ wall, at, how, message, by }) => {
          const when = momentIn(at, { tag, timeZone: zone })
          return (
            <li key={wall} className="row">
              <span>{when}</span>
              {how === 'made' && message !== undefined && (
                <Link to="/publish/$id" params={{ id: message }}>
                  {say('time.made')}
                  <span className="unseen">: {when}</span>
                </Link>
              )}
              {how === 'made' && message === undefined && (
                <span className="muted">{say('time.deleted')}</span>
              )}
              {how === 'skipped' && <span className="muted">{say('time.skipped', { by: by ?? '' })}</span>}
              {how === 'passed' && <span className="muted">{say('time.passed')}</span>}
              {how === 'ahead' && onSkip && (
                <Button
                  small
                  look="quiet"
                  label={say('time.skipName', { title, at: when })}
                  onPress={() => onSkip(wall)}
                >
                  {say('time.skip')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

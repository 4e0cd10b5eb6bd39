import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { CalendarDays, Rss } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { CalendarEntry, CalendarView } from '#roles/publishing/calendar/contract.ts'
import { CalendarBar } from '#roles/publishing/web/calendar/CalendarBar.tsx'
import { calendarQuery, type Filter } from '#roles/publishing/web/calendar/data.ts'
import { DayGrid, DayList, type Day } from '#roles/publishing/web/calendar/Days.tsx'
import { DaysDialog } from '#roles/publishing/web/calendar/DaysDialog.tsx'
import { FeedDialog } from '#roles/publishing/web/calendar/FeedDialog.tsx'
import { MoveDialog } from '#roles/publishing/web/calendar/MoveDialog.tsx'
import { PlanningNav } from '#roles/publishing/web/calendar/PlanningNav.tsx'
import { dateIn, daysOf, spanOf, type Span, type View } from '#roles/publishing/web/calendar/spans.ts'
import { useNarrow } from '#roles/publishing/web/calendar/use-narrow.ts'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { campaignsQuery } from '#roles/publishing/web/campaigns/data.ts'
import { accountsQuery } from '#roles/publishing/web/data.ts'
import { wallAt } from '#roles/publishing/web/send/wall.ts'
import { useDesk } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/publishing/web/Publish.css'
import './Calendar.css'

type Open = { kind: 'move'; entry: CalendarEntry; date?: string } | { kind: 'days' } | { kind: 'feed' }

/** What goes out, went out, waits, or is meant for a time: a week, a month, or a list by day. */
export function CalendarPage(): ReactElement {
  const { say, timeZone, zone } = useCalendarWords()
  const navigate = useNavigate()
  const { view = 'week', date: written, ...filter } = useSearch({ from: '/publish/calendar' })
  const today = wallAt(Date.now(), timeZone).slice(0, 10)
  const date = dateIn(written) ?? today
  const span = spanOf(view, date)
  const calendar = useQuery(calendarQuery(span, filter))
  const accounts = useQuery(accountsQuery).data?.accounts ?? []
  const campaigns = useQuery(campaignsQuery).data?.campaigns ?? []
  const [open, setOpen] = useState<Open>()
  usePageTitle(say('calendar.title'))
  useCalendarEvents()
  const nameOf = (id: string): string => accounts.find((one) => one.id === id)?.name ?? id
  const onFilter = (next: Filter): void =>
    void navigate({ to: '/publish/calendar', search: { view, date: written, ...next } })
  const onDrop = (key: string, to: string): void => {
    const entry = calendar.data?.entries.find((one) => one.key === key)
    // Put down where it stood, nothing is asked.
    if (entry?.mayMove !== true || wallAt(Date.parse(entry.at), timeZone).startsWith(to)) return
    setOpen({ kind: 'move', entry, date: to })
  }
  return (
    <div className="stack wide publish calendar">
      <PlanningNav />
      <header className="row between">
        <div>
          <h1>{say('calendar.title')}</h1>
          <p className="muted small">{say('calendar.zone', { zone: timeZone, short: zone(Date.now()) })}</p>
        </div>
        <div className="row">
          <Button icon={CalendarDays} onPress={() => setOpen({ kind: 'days' })}>
            {say('days.open')}
          </Button>
          <Button icon={Rss} onPress={() => setOpen({ kind: 'feed' })}>
            {say('feed.open')}
          </Button>
        </div>
      </header>
      <CalendarBar {...{ view, date, filter, accounts, campaigns, onFilter }} />
      {calendar.error && <ProblemNotice error={calendar.error} onAgain={() => void calendar.refetch()} />}
      {calendar.isPending && <Skeleton lines={6} />}
      {calendar.data && (
        <Shown
          {...{ view, date, span, today, filter, nameOf, onDrop, calendar: calendar.data }}
          onMove={(entry) => setOpen({ kind: 'move', entry })}
        />
      )}
      {open?.kind === 'move' && (
        <MoveDialog {...{ entry: open.entry, date: open.date, nameOf }} onClose={() => setOpen(undefined)} />
      )}
      {open?.kind === 'days' && <DaysDialog onClose={() => setOpen(undefined)} />}
      {open?.kind === 'feed' && <FeedDialog onClose={() => setOpen(undefined)} />}
    </div>
  )
}

type ShownProps = {
  view: View
  date: string
  span: Span
  today: string
  filter: Filter
  calendar: CalendarView
  nameOf: (account: string) => string
  onMove: (entry: CalendarEntry) => void
  onDrop: (key: string, date: string) => void
}

function Shown({ view, date, span, calendar, ...props }: ShownProps): ReactElement {
  const { say, timeZone } = useCalendarWords()
  const isNarrow = useNarrow()
  const days = daysOf(span).map((one): Day => ({
    date: one,
    entries: calendar.entries.filter(({ at }) => wallAt(Date.parse(at), timeZone).startsWith(one)),
    known: calendar.known.filter(({ on }) => on === one),
  }))
  const isList = view === 'list' || isNarrow
  const isEmpty = calendar.entries.length === 0
  return (
    <>
      {calendar.isCut && (
        <Notice look="look">
          <p>{say('calendar.cut')}</p>
        </Notice>
      )}
      {isList ? (
        <DayList days={days} {...props} />
      ) : (
        <DayGrid days={days} {...props} {...(view === 'month' && { month: date.slice(0, 7) })} />
      )}
      {isEmpty && <Empty why={say('calendar.none')} example={say('calendar.noneExample')} />}
    </>
  )
}

/** Reads the calendar anew when something is scheduled, sent or approved, wherever that was done. */
function useCalendarEvents(): void {
  const { live } = useDesk()
  const queries = useQueryClient()
  useEffect(() => {
    const again = (): void => void queries.invalidateQueries({ queryKey: ['calendar', 'view'] })
    const stops = [live.on('approvals', again), live.on('sending', again)]
    return () => stops.forEach((stop) => stop())
  }, [live, queries])
}

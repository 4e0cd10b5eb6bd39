import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, Plus, Rss } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { z } from 'zod'
import type { RotaWeek } from '#roles/faces/rota/contract.ts'
import { rotaQuery } from '#roles/faces/web/data.ts'
import { DirectoryNav } from '#roles/faces/web/DirectoryNav.tsx'
import { dayLater } from '#roles/faces/web/rota/days.ts'
import { FeedDialog } from '#roles/faces/web/rota/FeedDialog.tsx'
import { Handovers } from '#roles/faces/web/rota/Handovers.tsx'
import { NewShiftDialog } from '#roles/faces/web/rota/NewShiftDialog.tsx'
import { OnDuty } from '#roles/faces/web/rota/OnDuty.tsx'
import { Swaps } from '#roles/faces/web/rota/Swaps.tsx'
import { WeekGrid } from '#roles/faces/web/rota/WeekGrid.tsx'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

const Search = z.object({ week: z.iso.date().optional().catch(undefined) })

/** Who is on duty when: now and next, the week, swaps, and what is handed over. */
export function RotaPage(): ReactElement {
  const { say } = useDirectoryWords()
  const { week } = Search.parse(useSearch({ strict: false }))
  const { data, error, isPending, refetch } = useQuery({ ...rotaQuery(week), refetchInterval: 60_000 })
  usePageTitle(say('rota.title'))
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="stack wide">
      <header>
        <div className="row between">
          <h1>{say('rota.title')}</h1>
          <Button icon={Rss} onPress={() => setAsking(true)}>
            {say('rotaFeed.open')}
          </Button>
        </div>
        <p className="lede">{say('rota.lede')}</p>
        <DirectoryNav current="/directory/rota" />
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={6} />}
      {data && (
        <>
          <OnDuty rota={data} />
          <Swaps rota={data} />
          <Week rota={data} />
          <Handovers rota={data} />
        </>
      )}
      {isAsking && <FeedDialog onClose={() => setAsking(false)} />}
    </div>
  )
}

function Week({ rota }: { rota: RotaWeek }): ReactElement {
  const { say, tag } = useDirectoryWords()
  const navigate = useNavigate()
  const mayChange = useMay('triage')
  const [isAdding, setAdding] = useState(false)
  const go = (week: string | undefined): void =>
    void navigate({ to: '/directory/rota', search: week === undefined ? {} : { week } })
  const first = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(rota.week),
  )
  return (
    <section className="stack" aria-labelledby="week-title">
      <div className="row between">
        <h2 id="week-title">{say('rota.week', { day: first })}</h2>
        <div className="row">
          <Button icon={ChevronLeft} label={say('rota.before')} onPress={() => go(dayLater(rota.week, -7))} />
          <Button onPress={() => go(undefined)}>{say('rota.thisWeek')}</Button>
          <Button icon={ChevronRight} label={say('rota.after')} onPress={() => go(dayLater(rota.week, 7))} />
          {mayChange && (
            <Button look="primary" icon={Plus} onPress={() => setAdding(true)}>
              {say('rota.add')}
            </Button>
          )}
        </div>
      </div>
      <WeekGrid rota={rota} mayChange={mayChange} />
      {isAdding && <NewShiftDialog rota={rota} onClose={() => setAdding(false)} />}
    </section>
  )
}

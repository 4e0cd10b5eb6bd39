import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { Exceptions } from '#roles/early-warning/web/Exceptions.tsx'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'
import { NotTaken } from '#roles/early-warning/web/NotTaken.tsx'
import { ReadOnly } from '#roles/early-warning/web/ReadOnly.tsx'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { useKey } from '#web/keys.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { watchesQuery, type WatchWithCounts } from '#web/parts/WatchColumn/watch-data.ts'
import './Register.css'

/** Every watch with its purpose, owner and end, live ones first. */
export function WatchesPage(): ReactElement {
  const { say, rich, locale } = useWatchWords()
  const navigate = useNavigate()
  const watches = useQuery(watchesQuery)
  usePageTitle(say('area.watches'))
  const live = watches.data?.watches.filter((watch) => watch.state === 'live').length ?? 0
  const begin = (): void => void navigate({ to: '/now/watches/new' })
  const mayWatch = useMay('watch')
  useKey('newWatch', mayWatch ? begin : undefined)
  return (
    <div className="stack wide">
      <header>
        <div className="row between">
          <h1>{say('area.watches')}</h1>
          {mayWatch && (
            <Button look="primary" icon={Plus} shortcut="newWatch" onPress={begin}>
              {say('watch.new')}
            </Button>
          )}
        </div>
        {watches.data && <p className="lede">{rich('watches.lede', { count: live })}</p>}
        <ReadOnly verb="watch" />
        <p className="small">
          <a href={`/searches?lang=${locale}`} target="_blank" rel="noreferrer">
            {say('watches.public')}
          </a>
        </p>
      </header>
      {watches.error && <ProblemNotice error={watches.error} onAgain={() => void watches.refetch()} />}
      {watches.isPending && <Skeleton lines={3} />}
      {watches.data?.watches.length === 0 && (
        <Empty why={say('watches.none')} example={say('watches.noneExample')} />
      )}
      <ul className="register">
        {watches.data?.watches
          .toSorted((a, b) => a.state.localeCompare(b.state) * -1 || a.name.localeCompare(b.name))
          .map((watch) => (
            <WatchLine key={watch.id} watch={watch} />
          ))}
      </ul>
      <Exceptions />
    </div>
  )
}

function WatchLine({ watch }: { watch: WatchWithCounts }): ReactElement {
  const { say, day } = useWatchWords()
  return (
    <li className="card entry">
      <div className="row between">
        <h2>
          <Link to="/now/watches/$id" params={{ id: watch.id }}>
            {watch.name}
          </Link>
        </h2>
        <Badge look={watch.state === 'live' ? 'ok' : 'plain'}>{say(`watch.state.${watch.state}`)}</Badge>
      </div>
      <p>
        <code>{watch.rule}</code>
      </p>
      <p>{watch.purpose}</p>
      <NotTaken watchId={watch.id} />
      <p className="small muted">
        {say('watch.ownedBy', { owner: watch.owner })} ·{' '}
        {say(watch.state === 'live' ? 'watch.until' : 'watch.endedOn', { day: day(watch.endsAt) })} ·{' '}
        {say('watch.today', { count: watch.today })} · {say('watch.begun')}{' '}
        <Time at={watch.createdAt} nowMs={Date.now()} />
      </p>
      {watch.exception && (
        <p className="small">
          {say('watch.asException', { asker: watch.exception.askedBy, second: watch.exception.allowedBy })}
        </p>
      )}
    </li>
  )
}

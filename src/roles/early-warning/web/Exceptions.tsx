import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { WatchException } from '#listening/contract.ts'
import { allowException, closeException, exceptionsQuery } from '#roles/early-warning/web/exception-data.ts'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'
import { useMay } from '#web/desk.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

const decidedShownMax = 5
const longestMs = 30 * 24 * 3_600_000

/** Exceptions that wait, then the last that were decided. Nothing while nobody ever asked for one. */
export function Exceptions(): ReactElement | null {
  const { say } = useWatchWords()
  const { data, error, refetch } = useQuery(exceptionsQuery)
  if (error) return <ProblemNotice error={error} onAgain={() => void refetch()} />
  const all = data?.exceptions ?? []
  const open = all.filter(({ state }) => state === 'open')
  const shown = [...open, ...all.filter(({ state }) => state !== 'open').slice(0, decidedShownMax)]
  if (shown.length === 0) return null
  return (
    <section className="stack">
      <h2>{say('exception.title')}</h2>
      <p className="muted">{say('exception.lede')}</p>
      <ul className="register">
        {shown.map((one) => (
          <Entry key={one.id} one={one} />
        ))}
      </ul>
    </section>
  )
}

function Entry({ one }: { one: WatchException }): ReactElement {
  const { say, day } = useWatchWords()
  return (
    <li className="card entry">
      <div className="row between">
        <h3>{one.watch.name}</h3>
        <Badge look={one.state === 'allowed' ? 'ok' : 'plain'}>{say(`exception.state.${one.state}`)}</Badge>
      </div>
      <p>
        <code>{one.watch.rule}</code>
      </p>
      <p>{one.watch.purpose}</p>
      <p>
        <b>{say('exception.reason')}</b> {one.reason}
      </p>
      <p className="small muted">
        {say('exception.askedBy', { name: one.askedBy.name })} · {day(one.askedAt)}
        {one.decidedBy && ` · ${say('exception.by', { name: one.decidedBy })}`}
        {one.until && ` · ${say('exception.until', { day: day(one.until) })}`}
      </p>
      {one.state === 'open' && <Answers one={one} />}
    </li>
  )
}

function Answers({ one }: { one: WatchException }): ReactElement | null {
  const { say, locale } = useWatchWords()
  const queries = useQueryClient()
  const mayAllow = useMay('watch-exception')
  const [asking, setAsking] = useState(false)
  const close = useMutation({
    mutationFn: (verb: 'decline' | 'withdraw') => closeException(one.id, verb),
    onSuccess: async (_done, verb) => {
      toasts.say({ text: say(verb === 'decline' ? 'exception.declined' : 'exception.withdrawn') })
      await queries.invalidateQueries({ queryKey: exceptionsQuery.queryKey })
    },
  })
  const canDecide = mayAllow && one.cannotAllow === undefined
  if (!canDecide && !one.isMine) return null
  return (
    <>
      {close.error && <ProblemNotice error={close.error} />}
      {!canDecide && one.cannotAllow && <p className="small muted">{one.cannotAllow[locale]}</p>}
      <div className="row">
        {canDecide && (
          <>
            <Button small onPress={() => setAsking(true)}>
              {say('exception.allow')}
            </Button>
            <Button small look="quiet" onPress={() => close.mutate('decline')} isDisabled={close.isPending}>
              {say('exception.decline')}
            </Button>
          </>
        )}
        {one.isMine && (
          <Button small look="quiet" onPress={() => close.mutate('withdraw')} isDisabled={close.isPending}>
            {say('exception.withdraw')}
          </Button>
        )}
      </div>
      {asking && <AllowDialog one={one} onClose={() => setAsking(false)} />}
    </>
  )
}

function AllowDialog({ one, onClose }: { one: WatchException; onClose: () => void }): ReactElement {
  const { say, day } = useWatchWords()
  const queries = useQueryClient()
  const latest = new Date(Math.min(Date.parse(one.watch.endsAt), Date.now() + longestMs)).toISOString()
  const allow = useMutation({
    mutationFn: () => allowException(one.id),
    onSuccess: async ({ watch }) => {
      onClose()
      toasts.say({ text: say('exception.allowed', { name: watch.name, day: day(watch.endsAt) }) })
      await queries.invalidateQueries({ queryKey: exceptionsQuery.queryKey })
      await queries.invalidateQueries({ queryKey: ['watches'] })
    },
  })
  return (
    <Dialog
      role="alertdialog"
      title={say('exception.allowTitle', { name: one.watch.name })}
      isOpen
      onClose={onClose}
    >
      <p>{say('exception.allowWhat', { day: day(latest), asker: one.askedBy.name })}</p>
      {allow.error && <ProblemNotice error={allow.error} />}
      <div className="answers">
        <Button look="primary" onPress={() => allow.mutate()} isDisabled={allow.isPending}>
          {say('exception.allow')}
        </Button>
        <Button onPress={onClose} autoFocus>
          {say('exception.cancel')}
        </Button>
      </div>
    </Dialog>
  )
}

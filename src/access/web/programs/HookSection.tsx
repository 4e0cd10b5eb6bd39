import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Hook } from '#access/people/contract.ts'
import { endHook, keysQuery } from '#access/web/programs/data.ts'
import { EndDialog } from '#access/web/programs/EndDialog.tsx'
import { HookDialog } from '#access/web/programs/HookDialog.tsx'
import { useProgramWords } from '#access/web/programs/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Addresses at which programs tell us something: what each last sent, a way to end it, a way to make one. */
export function HookSection({
  hooks,
  kinds,
}: {
  hooks: readonly Hook[]
  kinds: readonly string[]
}): ReactElement {
  const { say } = useProgramWords()
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<Hook>()
  const [kind] = kinds
  const live = hooks.filter(({ state }) => state === 'live')
  return (
    <section className="stack" aria-labelledby="hooks-title">
      <header>
        <div className="row between">
          <h2 id="hooks-title">{say('hooks.title')}</h2>
          <Button icon={Plus} onPress={() => setMaking(true)}>
            {say('hooks.new')}
          </Button>
        </div>
        <p>{say('hooks.lede')}</p>
      </header>
      {live.length === 0 && <p className="muted">{say('hooks.none')}</p>}
      <ul className="stack">
        {live.map((hook) => (
          <HookCard key={hook.id} hook={hook} onEnd={() => setEnding(hook)} />
        ))}
      </ul>
      {making && kind !== undefined && <HookDialog kind={kind} onClose={() => setMaking(false)} />}
      {ending && <Ending hook={ending} onClose={() => setEnding(undefined)} />}
    </section>
  )
}

function HookCard({ hook, onEnd }: { hook: Hook; onEnd: () => void }): ReactElement {
  const { say, day } = useProgramWords()
  return (
    <li className="card pane stack hook-card">
      <div className="row between">
        <h3>{hook.name}</h3>
        <Button small label={say('hook.endNamed', { name: hook.name })} onPress={onEnd}>
          {say('hook.end')}
        </Button>
      </div>
      <p className="small muted">{say('hook.facts', { by: hook.madeBy, day: day(hook.endsAt) })}</p>
      {hook.received.length === 0 ? (
        <p>{say('hook.never')}</p>
      ) : (
        <div>
          <h4 className="small muted">{say('hook.last')}</h4>
          <ul>
            {hook.received.map(({ id, at, outcome }) => (
              <li key={id}>
                <Time at={at} nowMs={Date.now()} /> <OutcomeWords outcome={outcome} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  )
}

function OutcomeWords({ outcome }: { outcome: string }): ReactElement {
  const { say } = useProgramWords()
  if (outcome === 'taken' || outcome === 'not-valid' || outcome === 'nobody')
    return <>{say(`hook.outcome.${outcome}`)}</>
  return <>{outcome}</>
}

function Ending({ hook, onClose }: { hook: Hook; onClose: () => void }): ReactElement {
  const { say } = useProgramWords()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => endHook(hook.id),
    onSuccess: async () => {
      onClose()
      toasts.say({ text: say('hook.ended', { name: hook.name }) })
      await queries.invalidateQueries({ queryKey: keysQuery.queryKey })
    },
  })
  return (
    <EndDialog
      title={say('hook.confirm')}
      why={say('hook.confirmWhy', { name: hook.name })}
      end={say('hook.endIt')}
      act={end}
      onClose={onClose}
    />
  )
}

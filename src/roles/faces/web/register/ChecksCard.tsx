import { RefreshCw } from 'lucide-react'
import type { ReactElement } from 'react'
import { canAccept, useOfficial } from '#roles/faces/web/register/data.ts'
import { checkLooks } from '#roles/faces/web/register/standing.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { OfficialAccount } from '#roles/faces/life-cycle/contract.ts'
import type { Check } from '#roles/faces/register/contract.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Our own site and actors: nobody else can take them over. */
const ownGround: ReadonlySet<string> = new Set(['pages', 'activitypub'])

/** What the desk looked at, what it found, and since when that is so; and a way to look now. */
export function ChecksCard({ account }: { account: OfficialAccount }): ReactElement {
  const { say } = useRegisterWords()
  const look = useOfficial(() => toasts.say({ text: say('check.lookedNow') }))
  const note = useOfficial(() => toasts.say({ text: say('check.accepted') }))
  const { id, checks, isRead, mayManage } = account
  const isOwn = ownGround.has(account.network)
  const byHand = checks.find(({ kind }) => kind === 'by-hand')
  return (
    <section className="card pane stack" aria-labelledby="checks">
      <div className="row between">
        <h2 id="checks">{say('check.title')}</h2>
        {mayManage && (isRead || checks.some(({ kind }) => kind === 'sign-in')) && (
          <Button
            icon={RefreshCw}
            isDisabled={look.isPending}
            onPress={() => look.mutate({ does: 'look', id })}
          >
            {say(look.isPending ? 'check.looking' : 'check.lookNow')}
          </Button>
        )}
      </div>
      {look.error && <ProblemNotice error={look.error} />}
      {note.error && <ProblemNotice error={note.error} />}
      {isOwn && <p>{say('check.own')}</p>}
      {!isRead && !isOwn && (
        <div className="stack tight">
          <p>{say('check.cannotRead')}</p>
          {mayManage && (
            <div>
              <Button
                isDisabled={note.isPending}
                onPress={() => note.mutate({ does: 'accept', id, kind: 'by-hand' })}
              >
                {say(byHand ? 'check.byHandAgain' : 'check.byHand')}
              </Button>
            </div>
          )}
        </div>
      )}
      {checks.length === 0 ? (
        !isOwn && <p className="muted">{say(isRead ? 'check.notYet' : 'check.never')}</p>
      ) : (
        <ul className="checks">
          {checks.map((check) => (
            <CheckLine key={check.kind} id={id} check={check} mayManage={mayManage} />
          ))}
        </ul>
      )}
    </section>
  )
}

function CheckLine({ id, check, mayManage }: { id: string; check: Check; mayManage: boolean }): ReactElement {
  const { say } = useRegisterWords()
  const accept = useOfficial(() => toasts.say({ text: say('check.accepted') }))
  const { kind, state, code, facts, checkedAt, since } = check
  const nowMs = Date.now()
  return (
    <li className={state}>
      <div className="row between">
        <h3>{say(`checkKind.${kind}`)}</h3>
        <Badge look={checkLooks[state]}>{say(`checkState.${state}`)}</Badge>
      </div>
      <p>{say(`check.${code as 'text-changed'}`, facts)}</p>
      <p className="small muted">
        {say('check.at')} <Time at={checkedAt} nowMs={nowMs} /> · {say('check.since')}{' '}
        <Time at={since} nowMs={nowMs} />
      </p>
      {accept.error && <ProblemNotice error={accept.error} />}
      {mayManage && state === 'bad' && canAccept(kind) && kind !== 'text' && (
        <div>
          <Button
            small
            isDisabled={accept.isPending}
            onPress={() => accept.mutate({ does: 'accept', id, kind })}
          >
            {say('check.accept')}
          </Button>
        </div>
      )}
    </li>
  )
}

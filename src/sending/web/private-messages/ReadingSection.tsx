import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { ReadingAccount, ReadingBoard } from '#sending/private-messages/contract.ts'
import { ReadingDialog } from '#sending/web/private-messages/ReadingDialog.tsx'
import { SwitchOffDialog } from '#sending/web/private-messages/SwitchOffDialog.tsx'
import { refusalWords, usePrivateWords } from '#sending/web/private-messages/words.ts'
import { networkWord } from '#web/network-word.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** For which accounts private messages are read, what for, by whom and how that stands. Everybody on the desk may know. */
export function ReadingSection({ board }: { board: ReadingBoard }): ReactElement {
  const { say } = usePrivateWords()
  return (
    <section className="stack" aria-label={say('reading.title')}>
      <header className="stack tight">
        <h2>{say('reading.title')}</h2>
        <p className="prose">{say('reading.lede')}</p>
      </header>
      {board.accounts.length === 0 ? (
        <p className="muted">{say('reading.none')}</p>
      ) : (
        <ul className="card readings">
          {board.accounts.map((one) => (
            <Account key={one.account} of={one} mayChange={board.mayChange} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Account({ of, mayChange }: { of: ReadingAccount; mayChange: boolean }): ReactElement {
  const words = usePrivateWords()
  const { say } = words
  const [asked, setAsked] = useState<'on' | 'off'>()
  const { name, isOn, readers, purpose, changedAt, changedBy, readAt } = of
  const nowMs = Date.now()
  const close = (): void => setAsked(undefined)
  return (
    <li className="reading stack tight">
      <div className="row between">
        <h3 className="row">
          {name} <span className="muted small">{networkWord(of, words)}</span>{' '}
          <Badge look={isOn ? 'ok' : 'plain'}>{say(isOn ? 'reading.on' : 'reading.off')}</Badge>
        </h3>
        {mayChange && (
          <div className="row acts">
            <Button
              label={say(isOn ? 'reading.changeName' : 'reading.switchOnName', { name })}
              onPress={() => setAsked('on')}
            >
              {say(isOn ? 'reading.change' : 'reading.switchOn')}
            </Button>
            {isOn && (
              <Button label={say('reading.switchOffName', { name })} onPress={() => setAsked('off')}>
                {say('reading.switchOff')}
              </Button>
            )}
          </div>
        )}
      </div>
      {purpose !== undefined && <p>{say('reading.purpose', { purpose })}</p>}
      {readers.length > 0 && (
        <p>{say('reading.readers', { people: words.list(readers.map((one) => one.name)) })}</p>
      )}
      {isOn && readers.length === 0 && (
        <Notice look="look">
          <p>{say('reading.nobody')}</p>
        </Notice>
      )}
      <Trouble of={of} />
      <p className="small muted">
        {[
          changedAt !== undefined &&
            say(isOn ? 'reading.since' : 'reading.offSince', {
              at: words.day(changedAt),
              by: changedBy ?? '',
            }),
          isOn && readAt !== undefined && say('reading.readAt', { at: words.when(readAt, nowMs) }),
          ...refusalWords(of.refused, say),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {asked === 'on' && <ReadingDialog of={of} onClose={close} />}
      {asked === 'off' && <SwitchOffDialog of={of} onClose={close} />}
    </li>
  )
}

/** Why it is not read now, with what helps; and where messages were missed. */
function Trouble({ of }: { of: ReadingAccount }): ReactElement | null {
  const words = usePrivateWords()
  const { say } = words
  const { problem, missedAt, account } = of
  const network = networkWord(of, words)
  if (problem === undefined && missedAt === undefined) return null
  const mustConnect = problem === 'not-allowed' || problem === 'revoked' || problem === 'not-connected'
  return (
    <Notice look="look">
      {problem !== undefined && <p>{say(`problem.${problem}`, { network })}</p>}
      {mustConnect && (
        <p>
          <Link to="/publish/accounts/$id/connect" params={{ id: account }}>
            {say('problem.connect', { network })}
          </Link>
        </p>
      )}
      {missedAt !== undefined && (
        <p>{say('problem.missed', { network, at: words.when(missedAt, Date.now()) })}</p>
      )}
    </Notice>
  )
}

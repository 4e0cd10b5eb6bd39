import type { ReactElement } from 'react'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { OfficialAccount } from '#roles/faces/life-cycle/contract.ts'

/** How an account ended, as it stands on record. */
export function ClosedCard({ closing }: { closing: NonNullable<OfficialAccount['closing']> }): ReactElement {
  const { say, day, locale } = useRegisterWords()
  const facts = [
    [say('close.why'), closing.why],
    [say('close.records'), closing.recordsKept],
    [say('close.heldBy'), closing.heldBy],
    [say('close.network'), closing.networkSays],
    [say('close.told'), closing.public[locale]],
  ] as const
  return (
    <section className="card pane stack" aria-labelledby="closed">
      <h2 id="closed">{say('close.was', { day: day(closing.at), by: closing.by })}</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

import type { ReactElement } from 'react'
import type { Coverage, CoverageNote, SourceHealth } from '#listening/contract.ts'
import { Time } from '#web/parts/Time/Time.tsx'
import { useWords } from '#web/words.tsx'
import './Heard.css'

/** Whether a source is heard as it should be. A finished file is not missing. */
export function isMissing(source: SourceHealth): boolean {
  return source.state === 'silent' || source.state === 'failed' || source.state === 'waiting'
}

const sourcesShownMax = 8
/** From here on it is said how late posts are counted, seconds. */
const lateFromS = 3

/** What we hear, in one line: how much, from where, and what is missing just as visibly. */
export function HeardLine({ coverage }: { coverage: Coverage }): ReactElement {
  const words = useWords()
  const missing = coverage.sources.filter(isMissing)
  const heard = coverage.sources.filter((source) => !isMissing(source))
  const nowMs = Date.parse(coverage.streamNow)
  return (
    <ul className="heard" aria-label={words.say('heard.label')}>
      <li>{words.say('heard.posts', { count: coverage.heardLastHour })}</li>
      {coverage.shed && (
        <li className="off">
          <i aria-hidden="true" />
          {words.say('heard.simply', {
            time: words.when(coverage.shed.since, nowMs),
            what: coverage.shed[words.locale],
          })}
        </li>
      )}
      {coverage.lagS >= lateFromS && (
        <li className="off">
          <i aria-hidden="true" />
          {words.say('heard.late', { count: Math.round(coverage.lagS) })}
        </li>
      )}
      {coverage.deletesUnasked?.map(({ label, since }) => (
        <li key={`deletes ${label}`} className="off">
          <i aria-hidden="true" />
          {words.say('heard.deletes', { label, time: words.when(since ?? coverage.streamNow, nowMs) })}
        </li>
      ))}
      {missing.slice(0, sourcesShownMax).map((source) => (
        <li key={source.source} className="off">
          <i aria-hidden="true" />
          {source.lastHeardAt
            ? words.rich('heard.silentSince', {
                label: source.label,
                time: words.when(source.lastHeardAt, nowMs),
              })
            : words.say('heard.never', { label: source.label })}
        </li>
      ))}
      {heard.slice(0, Math.max(1, sourcesShownMax - missing.length)).map((source) => (
        <li key={source.source} className={source.state === 'connecting' ? 'soon' : ''}>
          <i aria-hidden="true" />
          {source.state === 'hearing'
            ? source.label
            : `${source.label}, ${words.say(`source.${source.state}`)}`}
        </li>
      ))}
      {coverage.sources.length > sourcesShownMax && (
        <li>{words.say('heard.more', { count: coverage.sources.length - sourcesShownMax })}</li>
      )}
    </ul>
  )
}

/** The coverage of one number or list: sources, since when, what was missed. */
export function CoverageWords({ note }: { note: CoverageNote }): ReactElement {
  const words = useWords()
  return (
    <span className="coverage-words">
      {words.say('coverage.from', { count: note.sources })} <Time at={note.since} nowMs={Date.now()} />.{' '}
      {note.missing.map((one) => (
        <span key={one.label} className="signal">
          {one.since
            ? words.say('coverage.missingSince', { label: one.label, time: words.time(one.since) })
            : words.say('coverage.missing', { label: one.label })}{' '}
        </span>
      ))}
      {note.deletesUnasked?.map(({ label, since }) => (
        <span key={`deletes ${label}`}>
          {words.say('heard.deletes', { label, time: words.time(since ?? note.since) })}.{' '}
        </span>
      ))}
    </span>
  )
}

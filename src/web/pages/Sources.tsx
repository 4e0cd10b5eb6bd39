import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { SourceHealth } from '#listening/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { gapWords, refusedWords, stateWords } from '#web/pages/source-why.ts'
import { coverageQuery } from '#web/client.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { HeardLine, isMissing } from '#web/parts/Heard/Heard.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { usePageWords } from '#web/pages/words.ts'
import './Sources.css'

/** How well each source is heard, in words: state, rate against its usual, what was missed, what could not be read. */
export function Sources(): ReactElement {
  const words = usePageWords()
  const { data: coverage, error, refetch } = useQuery(coverageQuery)
  usePageTitle(words.say('area.sources'))
  const missing = coverage?.sources.filter(isMissing).length ?? 0
  return (
    <div className="stack wide">
      <div>
        <h1>{words.say('area.sources')}</h1>
        {coverage && (
          <p className="lede">{words.rich('sources.lede', { missing, count: coverage.sources.length })}</p>
        )}
      </div>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {!coverage && !error && <Skeleton />}
      {coverage && <HeardLine coverage={coverage} />}
      {coverage?.sources.length === 0 && (
        <Empty why={words.say('sources.none')} example={words.say('sources.noneExample')} />
      )}
      {coverage && (
        <ul className="sources">
          {coverage.sources
            .toSorted((a, b) => Number(isMissing(b)) - Number(isMissing(a)))
            .map((source) => (
              <Source key={source.source} source={source} nowMs={Date.parse(coverage.streamNow)} />
            ))}
        </ul>
      )}
      {coverage && (
        <p className="small muted">{words.say('sources.lag', { seconds: words.number(coverage.lagS, 1) })}</p>
      )}
    </div>
  )
}

function Source({ source, nowMs }: { source: SourceHealth; nowMs: number }): ReactElement {
  const words = usePageWords()
  const { say } = words
  return (
    <li className={`card source ${isMissing(source) ? 'missing' : ''}`}>
      <div className="row between">
        <h2>{source.label}</h2>
        <Badge look={lookOf(source)}>
          {say(isUnheard(source) ? 'sources.notHeardYet' : `source.${source.state}`)}
        </Badge>
      </div>
      <p className="small muted">
        <code>{source.source}</code>
      </p>
      {source.why && <p>{stateWords(source.why, say)}</p>}
      <dl className="figures">
        <Figure name={say('sources.lastHeard')}>
          {source.lastHeardAt ? <Time at={source.lastHeardAt} nowMs={nowMs} /> : say('sources.notYet')}
        </Figure>
        <Figure name={say('sources.lastHour')}>{words.number(source.heardLastHour)}</Figure>
        <Figure name={say('sources.usual')}>
          {source.expectedPerHour === undefined
            ? say('sources.learning')
            : words.number(source.expectedPerHour)}
        </Figure>
      </dl>
      <Missed source={source} nowMs={nowMs} />
    </li>
  )
}

function lookOf(source: SourceHealth): BadgeLook {
  if (isMissing(source)) return 'rising'
  return source.state === 'hearing' && !isUnheard(source) ? 'ok' : 'plain'
}

/** The line is open and nobody has said anything yet: that is not the same as being heard. */
function isUnheard(source: SourceHealth): boolean {
  return source.state === 'hearing' && source.lastHeardAt === undefined
}

function Figure({ name, children }: { name: string; children: ReactElement | string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Missed({ source, nowMs }: { source: SourceHealth; nowMs: number }): ReactElement {
  const words = usePageWords()
  const { say } = words
  const nothing = source.gaps.length === 0 && source.refused.length === 0
  if (nothing) return <p className="small muted">{say('sources.nothingMissed')}</p>
  return (
    <div className="stack small">
      {source.gaps.length > 0 && (
        <div>
          <h3>{say('sources.gaps')}</h3>
          <ul className="lines">
            {source.gaps.map((gap) => (
              <li key={gap.from}>
                <Time at={gap.from} nowMs={nowMs} /> – <Time at={gap.to} nowMs={nowMs} />,{' '}
                {gapWords(gap.why, say)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {source.refused.length > 0 && (
        <div>
          <h3>{say('sources.refused')}</h3>
          <ul className="lines">
            {source.refused.map((one) => (
              <li key={one.why}>
                <b>{words.number(one.count)}</b> {refusedWords(one.why, say)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

import type { ReactElement, ReactNode } from 'react'
import { percents, shapes, toldFrom, type Share } from '#web/parts/Chart/shares.ts'
import { useChartWords, type ChartWords } from '#web/parts/Chart/words.ts'
import './Chart.css'

type Props = {
  /** Whose parts they are: `English`. */
  name: ReactNode
  shares: readonly Share[]
  /** Whether there is enough to colour; missing: from 30 on. */
  isTold?: boolean
  /** Opens the posts of one part; missing: they cannot be opened. */
  onOpen?: ((id: string) => void) | undefined
}

/** Below this a part is too narrow for its number; the list below the bar has it. */
const writtenFromPercent = 9

/** A whole in its parts: a bar, and below it each part in words with its count, its interval and a way to its posts. */
export function ShareBar({ name, shares, onOpen, ...rest }: Props): ReactElement {
  const words = useChartWords()
  const counts = shares.map(({ count }) => count)
  const all = counts.reduce((sum, count) => sum + count, 0)
  const isTold = rest.isTold ?? all >= toldFrom
  const written = percents(counts)
  const whole = shares.map(({ percent }, at) => percent ?? written[at])
  return (
    <div className={`shares ${isTold ? '' : 'untold'}`}>
      <p className="small">{name}</p>
      {isTold ? (
        <div className="share-bar" aria-hidden="true">
          {shares.map(({ id, look, count }, at) => (
            <span key={id} className={look} style={{ flexGrow: count }} hidden={count === 0}>
              {(written[at] ?? 0) >= writtenFromPercent && `${shapes[look]} ${whole[at]}`}
            </span>
          ))}
        </div>
      ) : (
        <p className="small muted">{words.say('chart.tooFew', { count: all, least: toldFrom })}</p>
      )}
      <ul className="share-list small">
        {shares.map((share, at) => (
          <li key={share.id} className={isTold ? share.look : ''}>
            <ShareLine share={share} percent={isTold ? whole[at] : undefined} onOpen={onOpen} words={words} />
          </li>
        ))}
      </ul>
    </div>
  )
}

type LineProps = {
  share: Share
  percent: number | undefined
  onOpen: Props['onOpen']
  words: ChartWords
}

function ShareLine({ share, percent, onOpen, words }: LineProps): ReactElement {
  const { say, number } = words
  const { low, high } = share
  const range =
    percent === undefined || low === undefined || high === undefined
      ? ''
      : ` (${say('chart.shareRange', { low: Math.round(low * 100), high: Math.round(high * 100) })})`
  const said = percent === undefined ? '' : `${say('chart.shareOf', { percent })}${range} · `
  return (
    <>
      <i aria-hidden="true">{shapes[share.look]}</i> {share.name} {said}
      {onOpen && share.count > 0 ? (
        <button type="button" className="opener" onClick={() => onOpen(share.id)}>
          {number(share.count)}
          <span className="unseen">{` ${say('chart.open')}`}</span>
        </button>
      ) : (
        number(share.count)
      )}
    </>
  )
}

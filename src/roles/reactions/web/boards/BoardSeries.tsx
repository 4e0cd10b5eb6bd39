import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Annotation } from '#roles/reactions/contract.ts'
import type { Series as Counts } from '#roles/reactions/boards/contract.ts'
import { lineOf, linesMax, pictureOf } from '#roles/reactions/web/boards/range.ts'
import type { Behind } from '#roles/reactions/web/search.ts'
import { useReactionWords, type ReactionWords } from '#roles/reactions/web/words.ts'
import type { Span } from '#web/parts/Chart/series.ts'
import { SmallMultiples } from '#web/parts/Chart/SmallMultiples.tsx'
import { TimeSeries } from '#web/parts/Chart/TimeSeries.tsx'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'

type Props = {
  counts: Counts
  notes: readonly Annotation[]
  layout: 'series' | 'multiples'
  isShared: boolean
  onOpen: (behind: Behind) => void
}

/** Watches over the same time: as small pictures, or as lines in one. */
export function BoardSeries(props: Props): ReactElement {
  const { counts, layout } = props
  const { say } = useReactionWords()
  return (
    <section className="card pane" aria-labelledby="pictures-title">
      <h2 id="pictures-title" className="unseen">
        {say('board.pictures')}
      </h2>
      {layout === 'series' && counts.watches.length <= linesMax ? (
        <Together {...props} />
      ) : (
        <Apart {...props} isWide={layout === 'series'} />
      )}
    </section>
  )
}

function timesBehind({ fromMs, toMs }: Span): Behind {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }
}

function Together({ counts, notes, onOpen }: Props): ReactElement {
  const words = useReactionWords()
  const { say, number } = words
  const lines = counts.watches.map((_, place) => lineOf(counts, place))
  return (
    <TimeSeries
      hasKey
      label={say('volume.label', { minutes: counts.bucketMin })}
      sentence={<p>{boardSentence(counts, words)}</p>}
      series={pictureOf(counts, lines, notes)}
      spoken={(value) => say('volume.spoken', { count: value, shown: number(value) })}
      onOpen={(span) => onOpen(timesBehind(span))}
      coverage={<Counting counts={counts} />}
      height={320}
    />
  )
}

function Apart({ counts, notes, isShared, onOpen, isWide }: Props & { isWide: boolean }): ReactElement {
  const words = useReactionWords()
  const { say, number } = words
  return (
    <div className={isWide ? 'one-column' : ''}>
      <SmallMultiples
        label={say('volume.label', { minutes: counts.bucketMin })}
        sentence={<p>{boardSentence(counts, words)}</p>}
        isShared={isShared}
        spoken={(value) => say('volume.spoken', { count: value, shown: number(value) })}
        coverage={<Counting counts={counts} />}
        items={counts.watches.map((watch, place) => ({
          id: watch.id,
          title: (
            <Link to="/now/watches/$id" params={{ id: watch.id }}>
              {watch.name}
            </Link>
          ),
          line: say('board.total', { count: watch.total }),
          label: say('board.pictureOf', { name: watch.name, minutes: counts.bucketMin }),
          series: pictureOf(
            counts,
            [{ ...lineOf(counts, place), name: say('volume.posts'), look: 'accent' }],
            notes,
          ),
          onOpen: (span) => onOpen({ ...timesBehind(span), watches: watch.id }),
        }))}
      />
    </div>
  )
}

/** Which watch had most, in one sentence. */
function boardSentence({ watches }: Counts, { say }: ReactionWords): string {
  const all = watches.reduce((sum, { total }) => sum + total, 0)
  const most = watches.toSorted((a, b) => b.total - a.total)[0]
  if (!most || all === 0) return say('board.silent')
  return say('board.sentence', { name: most.name, count: most.total, watches: watches.length })
}

function Counting({ counts }: { counts: Counts }): ReactElement {
  const { locale } = useReactionWords()
  return (
    <p>
      <CoverageWords note={counts.coverage} /> {counts.method[locale]}
    </p>
  )
}

import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Compared, Effect } from '#roles/reactions/analysis/contract.ts'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { lengthWords, useReactionWords, type ReactionWords } from '#roles/reactions/web/words.ts'
import { IntervalDots, type DotRow } from '#web/parts/Chart/IntervalDots.tsx'

/** Earlier announcements of the same kind over the same time: how much more than usual each one was spoken of. */
export function ComparedWith({ announcement, analysis }: PartProps): ReactElement {
  const words = useReactionWords()
  const { say, number } = words
  const { comparison } = analysis
  return (
    <section className="card pane stack" aria-labelledby="compared-title">
      <h2 id="compared-title">{say('compared.title')}</h2>
      {comparison.length === 0 ? (
        <p className="muted">
          {announcement.kind ? say('compared.none', { kind: announcement.kind }) : say('compared.noKind')}
        </p>
      ) : (
        <>
          <IntervalDots
            label={say('compared.label')}
            sentence={<p>{say('compared.sentence', { count: comparison.length })}</p>}
            kind="times"
            reference={1}
            referenceName={say('compared.asUsual')}
            format={(value) => `× ${number(value, value < 10 ? 1 : 0)}`}
            rows={[
              rowOf('this', say('compared.this'), analysis.volume.effect, words, true),
              ...comparison.map((one) => rowOf(one.id, <Earlier one={one} />, one.effect, words)),
            ]}
          />
          <Table comparison={comparison} />
        </>
      )}
    </section>
  )
}

function Earlier({ one }: { one: Compared }): ReactElement {
  return (
    <Link to="/reactions/announcements/$id" params={{ id: one.id }}>
      {one.title}
    </Link>
  )
}

function rowOf(
  id: string,
  name: DotRow['name'],
  effect: Effect,
  { locale }: ReactionWords,
  isMain = false,
): DotRow {
  if (effect.verdict === 'too-little') return { id, name, why: effect.words[locale], isMain }
  const { ratio: value, low, high } = effect
  return { id, name, interval: { value, low, high }, isMain }
}

function Table({ comparison }: { comparison: readonly Compared[] }): ReactElement {
  const words = useReactionWords()
  const { say, number, percent } = words
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={say('compared.table')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{say('compared.earlier')}</th>
            <th scope="col" className="n">
              {say('compared.posts')}
            </th>
            <th scope="col" className="n">
              {say('compared.happy')}
            </th>
            <th scope="col" className="n">
              {say('compared.open')}
            </th>
            <th scope="col">{say('compared.news')}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Earlier one={one} />
                <span className="small muted">{` ${words.day(one.startedAt)}`}</span>
              </th>
              <td className="n">
                {say('compared.against', {
                  posts: number(one.posts),
                  own: number(one.thisPosts),
                  hours: number(one.hours),
                })}
              </td>
              <td className="n">
                {one.tones.enough ? percent(one.tones.positive.shareOf1) : say('feeling.too-little')}
              </td>
              <td className="n">{number(one.unanswered)}</td>
              <td>
                {one.mediaAfterMin === undefined ? '–' : lengthWords(Math.abs(one.mediaAfterMin), words)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

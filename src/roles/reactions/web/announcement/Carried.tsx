import type { ReactElement } from 'react'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { Counted } from '#roles/reactions/web/announcement/Counted.tsx'
import { Traced } from '#roles/reactions/web/announcement/Traced.tsx'
import { newsOf } from '#roles/reactions/web/announcement/verdict.ts'
import { lengthWords, useReactionWords } from '#roles/reactions/web/words.ts'
import { Time } from '#web/parts/Time/Time.tsx'

/** Who carries it, by kinds of accounts: names of newsrooms and offices only, never of private people. And the news itself. */
export function Carried(props: PartProps): ReactElement {
  const { say, list } = useReactionWords()
  const { analysis, open } = props
  const { kinds, trace } = analysis.carriers
  return (
    <section className="card pane stack" aria-labelledby="carried-title">
      <h2 id="carried-title">{say('carried.title')}</h2>
      {kinds.length === 0 ? (
        <p className="muted">{say('carried.none')}</p>
      ) : (
        <div className="table-box" tabIndex={0} role="region" aria-label={say('carried.table')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{say('carried.kind')}</th>
                <th scope="col" className="n">
                  {say('carried.posts')}
                </th>
                <th scope="col" className="n">
                  {say('carried.accounts')}
                </th>
                <th scope="col">{say('carried.names')}</th>
              </tr>
            </thead>
            <tbody>
              {kinds.map(({ kind, posts, authors, names }) => (
                <tr key={kind}>
                  <th scope="row">{say(`kind.${kind}`)}</th>
                  <td className="n">
                    <Counted
                      count={posts}
                      what={say(`kind.${kind}`)}
                      onOpen={open && (() => open({ kind }))}
                    />
                  </td>
                  <td className="n">{authors}</td>
                  <td>{list(names.map(({ name }) => name))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Traced trace={trace} />
      <InTheNews {...props} />
    </section>
  )
}

function InTheNews({ analysis }: PartProps): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const { media } = analysis
  const news = newsOf(media)
  const { first } = media
  return (
    <div className="stack tight">
      <h3>{say('media.title')}</h3>
      <p>
        {first === undefined
          ? say(`short.news.${news}`)
          : say(first.afterMin < 0 ? 'media.before' : 'media.after', {
              label: first.label,
              length: lengthWords(Math.abs(first.afterMin), words),
              outlets: media.outlets,
            })}
      </p>
      {media.items.length > 0 && (
        <ul className="news-items">
          {media.items.map((item) => (
            <li key={`${item.label} ${item.at} ${item.text}`}>
              <b>{item.label}</b>{' '}
              <span className="muted">
                <Time at={item.at} nowMs={Date.parse(analysis.at)} />
              </span>{' '}
              {item.url ? (
                <a href={item.url} target="_blank" rel="noreferrer noopener nofollow">
                  {item.text || say('media.open')}
                </a>
              ) : (
                item.text || <span className="muted">{say('media.gone')}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <Traced trace={media.trace} />
    </div>
  )
}

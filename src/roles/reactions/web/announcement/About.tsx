import type { ReactElement } from 'react'
import type { Keyword, Theme } from '#roles/reactions/analysis/contract.ts'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { Samples } from '#roles/reactions/web/announcement/Samples.tsx'
import { Traced } from '#roles/reactions/web/announcement/Traced.tsx'
import { feelingOf, feelingShapes } from '#roles/reactions/web/announcement/verdict.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'

/** What it is about: posts that say much the same, named by the words that set them apart; and phrases in their context. */
export function About({ analysis }: PartProps): ReactElement {
  const { say } = useReactionWords()
  const { themes, keywords, others, trace } = analysis.themes
  const most = Math.max(1, ...themes.map(({ posts }) => posts))
  const nowMs = Date.parse(analysis.at)
  return (
    <section className="card pane stack about" aria-labelledby="about-title">
      <h2 id="about-title">{say('about.title')}</h2>
      {themes.length === 0 && <p className="muted">{say('about.none')}</p>}
      <ul>
        {themes.map((theme) => (
          <ThemeLine key={theme.id} theme={theme} shareOf1={theme.posts / most} nowMs={nowMs} />
        ))}
      </ul>
      {themes.length > 0 && others > 0 && (
        <p className="small muted">{say('about.others', { count: others })}</p>
      )}
      {keywords.length > 0 && <Keywords keywords={keywords} />}
      <Traced trace={trace} />
    </section>
  )
}

function ThemeLine(props: { theme: Theme; shareOf1: number; nowMs: number }): ReactElement {
  const { say } = useReactionWords()
  const { theme, shareOf1, nowMs } = props
  const feeling = feelingOf(theme.tones)
  const terms = theme.terms.map(({ text }) => text)
  return (
    <li className="stack tight">
      <p>
        <b>{terms.slice(0, 3).join(', ')}</b>{' '}
        <span className="muted">
          {say('about.counts', { posts: theme.posts, people: theme.authors, questions: theme.questions })}
          {feeling !== 'too-little' && (
            <>
              {' · '}
              <span aria-hidden="true">{feelingShapes[feeling]}</span> {say(`feeling.${feeling}`)}
            </>
          )}
        </span>
      </p>
      <div className="theme-bar" aria-hidden="true" style={{ width: `${Math.max(2, shareOf1 * 100)}%` }} />
      <Samples samples={theme.samples} posts={theme.posts} terms={terms} nowMs={nowMs} />
    </li>
  )
}

const linesShownMax = 3

function Keywords({ keywords }: { keywords: readonly Keyword[] }): ReactElement {
  const { say, number } = useReactionWords()
  return (
    <details className="samples">
      <summary>{say('about.keywords', { count: keywords.length })}</summary>
      <ul className="keywords">
        {keywords.map((keyword) => (
          <li key={keyword.phrase}>
            <p>
              <b>{keyword.phrase}</b>{' '}
              <span className="small muted">
                {say('about.lift', {
                  posts: keyword.posts,
                  times: number(keyword.lift, keyword.lift < 10 ? 1 : 0),
                })}
              </span>
            </p>
            <ul className="small">
              {keyword.lines.slice(0, linesShownMax).map((line) => (
                <li key={line.postId} dir="auto">
                  {line.before}
                  <mark>{line.phrase}</mark>
                  {line.after}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  )
}

import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import type { Query } from '#roles/reactions/analysis/contract.ts'
import type { Evidence } from '#roles/reactions/evidence/contract.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { useMay } from '#web/desk.ts'

/** What proves these figures and what made them: until when they are complete, their hash, their record, their queries. */
export function Provenance({ evidence }: { evidence: Evidence }): ReactElement {
  const { say, full } = useReactionWords()
  const { analysis, sha256, id } = evidence
  const { reaction, baseline } = analysis.queries
  return (
    <section className="card pane stack" aria-labelledby="provenance-title">
      <h2 id="provenance-title">{say('frozen.about')}</h2>
      <dl className="stack provenance">
        <Fact name={say('frozen.announced')}>{full(evidence.announcement.startedAt)}</Fact>
        <Fact name={say('frozen.upTo')}>{full(analysis.at)}</Fact>
        <Fact name={say('frozen.hash')}>
          <code>{sha256}</code>
        </Fact>
        <Fact name={say('frozen.record')}>
          <OnRecord seq={evidence.record} />
        </Fact>
        <Fact name={say('frozen.query.reaction')}>
          <Asking query={reaction} />
        </Fact>
        <Fact name={say('frozen.query.baseline')}>
          <Asking query={baseline} />
        </Fact>
      </dl>
      <p>
        <a href={`/api/evidence/${encodeURIComponent(id)}`}>{say('frozen.raw')}</a>
      </p>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt className="small muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The entry holds the same hash; it opens for whoever may read the archive. */
function OnRecord({ seq }: { seq: number | undefined }): ReactElement {
  const { say } = useReactionWords()
  const mayRead = useMay('records')
  if (seq === undefined) return <>{say('frozen.noRecord')}</>
  const name = say('frozen.entry', { seq })
  if (!mayRead) return <>{name}</>
  return (
    <Link to="/settings/records/entries/$seq" params={{ seq: String(seq) }}>
      {name}
    </Link>
  )
}

function Asking({ query }: { query: Query }): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const { watches, from, to, posts } = query
  return (
    <>
      <ul>
        {watches.map(({ id, name, rule }) => (
          <li key={id}>
            <b>{name}</b> <code className="small">{rule}</code>
          </li>
        ))}
      </ul>
      <p className="small">
        {say('frozen.span', { from: words.full(from), to: words.full(to) })}{' '}
        {from < to && posts?.startsWith('/api/') && (
          <a href={posts.slice('/api'.length)}>{say('frozen.seePosts')}</a>
        )}
      </p>
    </>
  )
}

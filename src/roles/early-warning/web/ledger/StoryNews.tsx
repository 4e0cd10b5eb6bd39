import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import type { ReactElement } from 'react'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import type { NewsItem } from '#roles/early-warning/ledger/contract.ts'
import { ChangedNews } from '#roles/early-warning/web/ledger/ChangedNews.tsx'
import { newsQuery } from '#roles/early-warning/web/ledger/data.ts'
import { useLedgerWords } from '#roles/early-warning/web/ledger/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import './Ledger.css'

/** What newsrooms say of a story. An item they changed stays one item, with each version and what changed in it. */
export function StoryNews({
  story,
}: {
  story: Pick<StoryCard, 'id' | 'news' | 'updatedAtMs'>
}): ReactElement | null {
  const { say } = useLedgerWords()
  const items = useQuery({ ...newsQuery(story.id), enabled: story.news !== undefined }).data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="card pane stack story-news">
      <h2>{say('storyNews.title', { count: items.length })}</h2>
      <ul className="news-items">
        {items.map((item) => (
          <Item key={item.postId} item={item} nowMs={story.updatedAtMs} />
        ))}
      </ul>
    </section>
  )
}

function Item({ item, nowMs }: { item: NewsItem; nowMs: number }): ReactElement {
  const { say } = useLedgerWords()
  const [newest, ...earlier] = item.versions.toReversed()
  return (
    <li>
      <p className="row small">
        <b>{item.label}</b> <Time at={item.at} nowMs={nowMs} />
        {earlier.length > 0 && (
          <Badge look="rising">{say('storyNews.edited', { count: earlier.length })}</Badge>
        )}
        {item.url && (
          <a href={item.url} target="_blank" rel="noreferrer noopener nofollow">
            <ExternalLink className="icon" aria-hidden="true" />
            <span className="unseen">{say('storyNews.original', { label: item.label })}</span>
          </a>
        )}
      </p>
      {item.gone && <p className="muted">{say('storyNews.gone')}</p>}
      {newest && earlier.length === 0 && <p lang={item.lang}>{newest.text}</p>}
      {newest && earlier[0] && <Versions item={item} />}
    </li>
  )
}

/** Each change, newest first: when we heard it, and what it took away and added. */
function Versions({ item }: { item: NewsItem }): ReactElement {
  const { say } = useLedgerWords()
  const changes = item.versions.slice(1).map((after, at) => ({ after, before: item.versions[at] ?? after }))
  return (
    <ol className="news-versions">
      {changes.toReversed().map(({ after, before }) => (
        <li key={after.seenAt}>
          <p className="small muted">
            {say('storyNews.changedAt')} <Time at={after.seenAt} />
          </p>
          <p lang={item.lang}>
            <ChangedNews before={before.text} after={after.text} />
          </p>
        </li>
      ))}
    </ol>
  )
}

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { StoryExplained } from '#roles/early-warning/explaining/contract.ts'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import { useExplainingWords } from '#roles/early-warning/web/explaining/words.ts'
import { storySentence } from '#roles/early-warning/web/explaining/story-sentence.ts'
import { markedTerms } from '#roles/early-warning/web/story-words.ts'
import { call, coverageQuery } from '#web/client.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { PostItem } from '#web/parts/Post/PostItem.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/early-warning/web/WatchTone.css'

/** With fewer posts than this nothing is coloured: a share of so few says little (DESIGN, promise 5). */
const toldFrom = 30

function useNowMs(story: StoryCard): number {
  const { data: coverage } = useQuery(coverageQuery)
  return coverage ? Date.parse(coverage.streamNow) : story.updatedAtMs
}

/** The story in plain sentences. */
export function StorySentence({ story }: { story: StoryCard }): ReactElement {
  const words = useExplainingWords()
  return <p className="lede">{storySentence(story, useNowMs(story), words)}</p>
}

/** What is worked out when a story is opened: its most telling posts, its first, how they sound, and the copies. */
export function Explained({ story }: { story: StoryCard }): ReactElement {
  const found = useQuery({
    // Asked anew when the story grew.
    queryKey: ['story', story.id, 'explained', story.postsInAll],
    queryFn: ({ signal }) =>
      call(StoryExplained, { path: `/api/stories/${encodeURIComponent(story.id)}/explained`, signal }),
    placeholderData: (before) => before,
  })
  const nowMs = useNowMs(story)
  if (found.error) return <ProblemNotice error={found.error} onAgain={() => void found.refetch()} />
  if (!found.data) return <Skeleton lines={4} />
  return (
    <>
      <Telling story={story} explained={found.data} nowMs={nowMs} />
      <div className="story-grid">
        <Sound of={found.data} />
        <Copied story={story} />
      </div>
    </>
  )
}

function Telling({
  story,
  explained,
  nowMs,
}: {
  story: StoryCard
  explained: StoryExplained
  nowMs: number
}): ReactElement {
  const { say } = useExplainingWords()
  const terms = markedTerms(story)
  return (
    <div className="story-grid">
      <section className="card pane stack">
        <h2>{say('explaining.telling.title')}</h2>
        <ol className="post-list">
          {explained.telling.map((post) => (
            <li key={post.id}>
              <PostItem post={post} terms={terms} nowMs={nowMs} />
            </li>
          ))}
        </ol>
      </section>
      <section className="card pane stack">
        <h2>{say('explaining.first.title')}</h2>
        {explained.first ? (
          <PostItem post={explained.first} terms={terms} nowMs={nowMs} />
        ) : (
          <p className="muted">{say('explaining.first.gone')}</p>
        )}
      </section>
    </div>
  )
}

/** Shapes stand beside colours, so that nobody needs to tell orange from blue. */
const tones = [
  ['negative', '▼'],
  ['neutral', '■'],
  ['positive', '▲'],
  ['unsure', '?'],
] as const

function Sound({ of }: { of: StoryExplained }): ReactElement {
  const words = useExplainingWords()
  const { say } = words
  const isTold = of.read >= toldFrom
  const isHelpTold = of.helpRead >= toldFrom
  return (
    <section className="card pane tone" aria-labelledby="sound-title">
      <h2 id="sound-title">{say('explaining.sound.title')}</h2>
      <p className="muted">
        {say(isTold ? 'explaining.sound.read' : 'explaining.sound.tooFew', { count: of.read })}
      </p>
      {isTold && (
        <div className="bar" aria-hidden="true">
          {tones.map(([name]) => (
            <span key={name} className={name} style={{ flexGrow: of[name] }} />
          ))}
        </div>
      )}
      {of.read > 0 && (
        <ul className="row">
          {tones.map(([name, shape]) => (
            <li key={name} className={isTold ? name : ''}>
              <i aria-hidden="true">{shape}</i> {say(`tone.${name}`, { count: of[name] })}
            </li>
          ))}
        </ul>
      )}
      {of.helpRead > 0 && (
        <p>
          {say('explaining.sound.help', { help: of.help, unsure: of.helpUnsure, count: of.helpRead })}{' '}
          {isHelpTold &&
            say('explaining.sound.helpShare', {
              share: words.percent(of.help / of.helpRead),
              shareMost: words.percent((of.help + of.helpUnsure) / of.helpRead),
            })}
        </p>
      )}
      <p className="small muted">{say('tone.how')}</p>
    </section>
  )
}

/** Copies beside what counts: reposts, near copies, and the same text by several accounts within a minute. */
function Copied({ story: { copied } }: { story: StoryCard }): ReactElement | null {
  const { say } = useExplainingWords()
  if (copied === undefined) return null
  const { reposts, nearCopies, together } = copied
  return (
    <section className="card pane stack">
      <h2>{say('explaining.copied.title')}</h2>
      <p>
        {reposts + nearCopies === 0
          ? say('explaining.copied.none')
          : say('explaining.copied.counts', { reposts, near: nearCopies })}
      </p>
      {together.posts > 0 && <p>{say('explaining.copied.together', together)}</p>}
    </section>
  )
}

import type { ReactElement } from 'react'
import type { PostView } from '#listening/contract.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { PostItem } from '#web/parts/Post/PostItem.tsx'

type Props = { samples: readonly PostView[]; posts: number; terms?: readonly string[]; nowMs: number }

/** Some of the posts behind a line, folded away until somebody asks. */
export function Samples({ samples, posts, terms = [], nowMs }: Props): ReactElement | null {
  const { say } = useReactionWords()
  if (samples.length === 0) return null
  return (
    <details className="samples">
      <summary>{say('samples.show', { shown: samples.length, posts })}</summary>
      <ul>
        {samples.map((post) => (
          <li key={post.id}>
            <PostItem post={post} terms={terms} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </details>
  )
}

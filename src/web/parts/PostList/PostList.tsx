import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState, type ReactElement, type ReactNode } from 'react'
import type { PostView } from '#listening/contract.ts'
import { postPage } from '#web/parts/PostList/post-page.ts'
import { coverageQuery } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'
import { PostItem } from '#web/parts/Post/PostItem.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { useWords } from '#web/words.tsx'
import './PostList.css'

type Props = {
  path: string
  query: Record<string, string | undefined>
  terms?: readonly string[]
  empty: ReactNode
  label: string
  /** What stands below each post: what can be done with it here. */
  below?: (post: PostView) => ReactNode
}

const drawnAtOnce = 50

/** Posts by time, newest first, a page at a time, with the coverage they were heard under. */
export function PostList({ path, query, terms = [], empty, label, below }: Props): ReactElement {
  const { say } = useWords()
  const [drawn, setDrawn] = useState(drawnAtOnce)
  const { data: coverage } = useQuery(coverageQuery)
  const nowMs = coverage ? Date.parse(coverage.streamNow) : Date.now()
  const pages = useInfiniteQuery({
    queryKey: ['posts', path, query],
    queryFn: ({ pageParam, signal }) => postPage(path, { ...query, before: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
  if (pages.error) return <ProblemNotice error={pages.error} onAgain={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton lines={4} />
  const posts = pages.data.pages.flatMap((page) => page.posts)
  const note = pages.data.pages[0]?.coverage
  const more = (): void => {
    setDrawn(drawn + drawnAtOnce)
    if (posts.length < drawn + drawnAtOnce && pages.hasNextPage) void pages.fetchNextPage()
  }
  return (
    <div className="stack">
      {note && (
        <p className="small muted">
          <CoverageWords note={note} />
        </p>
      )}
      {posts.length === 0 ? (
        empty
      ) : (
        <ol className="card post-list" aria-label={label}>
          {posts.slice(0, drawn).map((post) => (
            <li key={post.id}>
              <PostItem post={post} terms={terms} nowMs={nowMs} />
              {below?.(post)}
            </li>
          ))}
        </ol>
      )}
      {(posts.length > drawn || pages.hasNextPage) && (
        <div>
          <Button onPress={more} isDisabled={pages.isFetchingNextPage}>
            {say('posts.older')}
          </Button>
        </div>
      )}
    </div>
  )
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { BehindPosts } from '#roles/reactions/web/BehindPosts.tsx'
import { behindWords } from '#roles/reactions/web/behind.ts'
import { Behind } from '#roles/reactions/web/search.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'

/** The posts behind a number, as a page of their own: its address can be pasted anywhere. */
export function PostsPage(): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const navigate = useNavigate()
  const behind = Behind.parse(useSearch({ strict: false }))
  const { watches, from, to } = behind
  const title = behindWords(behind, words, Date.now())
  usePageTitle(title)
  useKey('back', () => void navigate({ to: '/reactions' }))
  return (
    <div className="stack wide">
      <header>
        <h1>{say('behind.title')}</h1>
        <p className="lede">{title}</p>
      </header>
      {watches === undefined || from === undefined || to === undefined ? (
        <Empty why={say('behind.incomplete')} />
      ) : (
        <BehindPosts wish={{ watchIds: [watches], from, to, behind }} label={title} />
      )}
    </div>
  )
}

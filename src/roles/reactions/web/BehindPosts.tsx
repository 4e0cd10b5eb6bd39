import type { ReactElement } from 'react'
import { postsQuery, type PostsWish } from '#roles/reactions/web/behind.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { PostList } from '#web/parts/PostList/PostList.tsx'
import { pathWith } from '#web/client.ts'

/** The posts a number was made from, newest first. */
export function BehindPosts({ wish, label }: { wish: PostsWish; label: string }): ReactElement {
  const { say } = useReactionWords()
  return (
    <PostList
      path="/api/reactions/posts"
      query={postsQuery(wish)}
      label={label}
      empty={<Empty why={say('behind.none')} example={say('behind.noneWhy')} />}
    />
  )
}

/** The same in front of the page they belong to, with the address of a page of their own. */
export function BehindDialog(props: { wish: PostsWish; label: string; onClose: () => void }): ReactElement {
  const { say } = useReactionWords()
  return (
    <Dialog title={props.label} isOpen wide onClose={props.onClose}>
      <p>
        <a href={pathWith('/reactions/posts', postsQuery(props.wish))}>{say('behind.page')}</a>
      </p>
      <BehindPosts wish={props.wish} label={props.label} />
    </Dialog>
  )
}

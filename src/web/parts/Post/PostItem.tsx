import { ImageIcon, ExternalLink } from 'lucide-react'
import type { ReactElement } from 'react'
import type { PostView } from '#listening/contract.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Highlight } from '#web/parts/Highlight/Highlight.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { networkWord } from '#web/network-word.ts'
import { useWords } from '#web/words.tsx'
import './Post.css'

type Props = { post: PostView; terms?: readonly string[]; nowMs: number }

/** One post as people read it: who, where, when, the words in their own language, and what it is. */
export function PostItem({ post, terms = [], nowMs }: Props): ReactElement {
  const words = useWords()
  const { say } = words
  return (
    <div className="post">
      <p className="by">
        <b>{authorName(post) ?? say('post.unnamed')}</b>
        <span>{networkWord(post, words)}</span>
        <span aria-hidden="true">·</span>
        <Time at={post.at} nowMs={nowMs} />
        {post.place && (
          <>
            <span aria-hidden="true">·</span>
            <span>{post.place}</span>
          </>
        )}
        {post.url && (
          <a href={post.url} target="_blank" rel="noreferrer noopener nofollow" className="out">
            <ExternalLink className="icon" aria-hidden="true" />
            <span className="unseen">{say('post.original', { network: networkWord(post, words) })}</span>
          </a>
        )}
      </p>
      <p className="words" lang={post.lang} dir="auto">
        <Highlight text={post.text} terms={terms} />
      </p>
      <PostTags post={post} />
    </div>
  )
}

/** The shortest name a post carries for its author. */
export function authorName(post: PostView): string | undefined {
  return post.author?.handle ? `@${post.author.handle.replace(/^@/, '')}` : post.author?.name
}

function PostTags({ post }: { post: PostView }): ReactElement | null {
  const { say } = useWords()
  const kind = post.author?.kind
  const tags = [
    post.isQuestion && (
      <Badge key="question" look="rising">
        {say('post.question')}
      </Badge>
    ),
    kind === 'media' && (
      <Badge key="media" look="accent">
        {say('post.media')}
      </Badge>
    ),
    kind === 'official' && (
      <Badge key="official" look="accent">
        {say('post.official')}
      </Badge>
    ),
    kind === 'bot' && <Badge key="bot">{say('post.bot')}</Badge>,
    post.isReply && <Badge key="reply">{say('post.reply')}</Badge>,
    post.isRepost && <Badge key="repost">{say('post.repost')}</Badge>,
    post.media > 0 && (
      <Badge key="pictures">
        <ImageIcon size={14} aria-hidden="true" />
        {say('post.pictures', { count: post.media })}
      </Badge>
    ),
  ].filter(Boolean)
  return tags.length === 0 ? null : <p className="tags">{tags}</p>
}

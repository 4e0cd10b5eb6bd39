import { useState, type ReactElement } from 'react'
import type { EvidencePost } from '#roles/reactions/evidence/contract.ts'
import { isWebAddress } from '#roles/reactions/web/announcement-draft.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { networkWord } from '#web/network-word.ts'
import { Button } from '#web/parts/Button/Button.tsx'

const shownFirst = 12
const states = ['there', 'gone', 'expired'] as const

/** The posts the figures name, as links, oldest first, each with what became of it. */
export function Links({ posts }: { posts: readonly EvidencePost[] }): ReactElement {
  const { say } = useReactionWords()
  const [isAll, setIsAll] = useState(false)
  const inOrder = posts.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
  const shown = isAll ? inOrder : inOrder.slice(0, shownFirst)
  const [there, gone, expired] = states.map((state) => posts.filter((post) => post.state === state).length)
  return (
    <section className="card pane stack" aria-labelledby="links-title">
      <h2 id="links-title">{say('frozen.links.title')}</h2>
      <p>
        {say('frozen.links.count', { count: posts.length })}{' '}
        {posts.length > 0 && say('frozen.links.became', { there, gone, expired })}
      </p>
      <ul className="stack tight">
        {shown.map((post) => (
          <Line key={post.id} post={post} />
        ))}
      </ul>
      {inOrder.length > shown.length && (
        <div>
          <Button small onPress={() => setIsAll(true)}>
            {say('frozen.links.all', { count: inOrder.length })}
          </Button>
        </div>
      )}
    </section>
  )
}

function Line({ post }: { post: EvidencePost }): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const { at, url, state } = post
  const name = `${networkWord(post, words)}, ${words.day(at)}, ${words.time(at)}`
  return (
    <li className="row between">
      {url !== undefined && isWebAddress(url) ? (
        <a href={url} target="_blank" rel="noreferrer noopener nofollow">
          {name}
        </a>
      ) : (
        <span>{name}</span>
      )}
      <span className="small muted">{say(`frozen.state.${state}`)}</span>
    </li>
  )
}

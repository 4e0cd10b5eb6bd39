import type { Post } from '#kernel/post.ts'
import type { Story } from '#stream/story.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { Heard } from '#stream/trends/heard.ts'

/** Stands where an id stood. */
const forgottenId = 'gone'

/**
 * Takes the words, the author and the id from posts that are gone. They stay counted: that somebody spoke remains true,
 * and what is usual must not bend when people tidy up behind themselves.
 */
export function forgetWords(posts: Iterable<Heard>, gone: Gone): void {
  const ids = new Set(gone.ids)
  const authorIds = new Set(gone.authorIds)
  for (const heard of posts) {
    const { id, author } = heard.post
    if (!ids.has(id) && (author === undefined || !authorIds.has(author.id))) continue
    heard.post = wordless(heard.post)
    heard.spelled = []
    heard.tellingAlone = -2
    heard.asks = false
    heard.lang = 'und'
  }
}

function wordless({ network, source, atMs, heardAtMs }: Post): Post {
  return { id: forgottenId, network, source, text: '', atMs, heardAtMs, author: { id: forgottenId } }
}

/** A story without the places its forgotten posts still hold among samples and ids. */
export function withoutForgotten(story: Story): Story {
  if (!story.postIds.includes(forgottenId) && story.samples.every((post) => post.id !== forgottenId))
    return story
  return {
    ...story,
    samples: story.samples.filter((post) => post.id !== forgottenId),
    postIds: story.postIds.filter((id) => id !== forgottenId),
  }
}

import { weightedLength } from '#networks/x/posts/post-text.ts'
import {
  addPiece,
  addSubtitles,
  beginFile,
  describeFile,
  endFile,
  fileState,
} from '#networks/x/emulator/test-emulator-media.ts'
import {
  wireIncludes,
  wirePoll,
  wirePost,
  type EmulatedPost,
} from '#networks/x/emulator/test-emulator-posts.ts'
import { usersNamed } from '#networks/x/emulator/test-emulator-names.ts'
import { listEvents, oneEvent } from '#networks/x/emulator/test-emulator-private.ts'
import { changeRules, listRules } from '#networks/x/emulator/test-emulator-rules.ts'
import {
  addPost,
  fine,
  namingOf,
  nobodyCalled,
  notFound,
  problem,
  type Asked,
  type Reply,
  type State,
} from '#networks/x/emulator/test-emulator-state.ts'

/** One call of the emulated X. `by`: who may make it. */
export type Route = {
  method: string
  path: RegExp
  by: 'user' | 'app' | 'any'
  answer: (state: State, asked: Asked) => Reply
}

/** Everything the emulated X can be asked, the stream and the renewal of tokens aside. */
export const routes: readonly Route[] = [
  { method: 'GET', path: /^\/2\/users\/me$/, by: 'user', answer: ({ me }) => fine({ data: me }) },
  { method: 'GET', path: /^\/2\/users\/by\/username\/(\w{1,15})$/, by: 'any', answer: userNamed },
  { method: 'GET', path: /^\/2\/users\/by$/, by: 'any', answer: usersNamed },
  { method: 'POST', path: /^\/2\/tweets$/, by: 'user', answer: createPost },
  { method: 'GET', path: /^\/2\/tweets$/, by: 'any', answer: manyPosts },
  { method: 'GET', path: /^\/2\/tweets\/(\d+)$/, by: 'any', answer: onePost },
  { method: 'DELETE', path: /^\/2\/tweets\/(\d+)$/, by: 'user', answer: deletePost },
  { method: 'GET', path: /^\/2\/users\/(\d+)\/tweets$/, by: 'any', answer: ownPosts },
  { method: 'GET', path: /^\/2\/users\/(\d+)\/mentions$/, by: 'any', answer: mentionsOf },
  { method: 'GET', path: /^\/2\/tweets\/search\/recent$/, by: 'any', answer: search },
  { method: 'GET', path: /^\/2\/tweets\/search\/stream\/rules$/, by: 'app', answer: listRules },
  { method: 'POST', path: /^\/2\/tweets\/search\/stream\/rules$/, by: 'app', answer: changeRules },
  { method: 'POST', path: /^\/2\/media\/upload\/initialize$/, by: 'user', answer: beginFile },
  { method: 'POST', path: /^\/2\/media\/upload\/(\d+)\/append$/, by: 'user', answer: addPiece },
  { method: 'POST', path: /^\/2\/media\/upload\/(\d+)\/finalize$/, by: 'user', answer: endFile },
  { method: 'GET', path: /^\/2\/media\/upload$/, by: 'user', answer: fileState },
  { method: 'POST', path: /^\/2\/media\/metadata$/, by: 'user', answer: describeFile },
  { method: 'POST', path: /^\/2\/media\/subtitles$/, by: 'user', answer: addSubtitles },
  { method: 'GET', path: /^\/2\/dm_events$/, by: 'user', answer: listEvents },
  { method: 'GET', path: /^\/2\/dm_events\/(\d+)$/, by: 'user', answer: oneEvent },
]

type NewPost = {
  text: string
  reply?: { in_reply_to_tweet_id: string }
  quote_tweet_id?: string
  media?: { media_ids: string[] }
  poll?: { options: string[]; duration_minutes: number }
}

function createPost(state: State, { body }: Asked): Reply {
  const asked = JSON.parse(body.toString('utf8')) as NewPost
  const replyTo = asked.reply?.in_reply_to_tweet_id
  const refused = whyNot(state, asked, replyTo)
  if (refused !== undefined) return refused
  const files = (asked.media?.media_ids ?? []).map((mediaId) => ({
    mediaId,
    alt: state.files.get(mediaId)?.alt ?? '',
  }))
  const post = addPost(state, {
    ...{ authorId: state.me.id, text: asked.text, files },
    ...(replyTo !== undefined && { replyTo }),
    ...(asked.quote_tweet_id !== undefined && { quoteOf: asked.quote_tweet_id }),
  })
  if (asked.poll !== undefined) {
    const { options, duration_minutes: minutes } = asked.poll
    const endsMs = post.atMs + minutes * 60_000
    post.poll = { id: `1${post.id.slice(1)}`, options, minutes, endsMs, votes: options.map(() => 0) }
  }
  return fine({ data: { id: post.id, text: post.text, edit_history_post_ids: [post.id] } }, 201)
}

function whyNot(state: State, asked: NewPost, replyTo: string | undefined): Reply | undefined {
  if (weightedLength(asked.text) > 280)
    return problem(403, 'disallowed-resource', 'Your Post text is too long.')
  const besides = [asked.media, asked.quote_tweet_id].filter((one) => one !== undefined)
  if (asked.poll !== undefined && besides.length > 0)
    return problem(400, 'invalid-request', 'You can only attach one of media, quote or poll.')
  if ((asked.media?.media_ids ?? []).some((id) => state.files.get(id)?.state !== 'succeeded'))
    return problem(400, 'invalid-request', 'Your media IDs are invalid.')
  if (
    state.posts.some(
      ({ text, authorId, replyTo: to }) => authorId === state.me.id && text === asked.text && to === replyTo,
    )
  )
    return problem(
      403,
      'disallowed-resource',
      'You are not allowed to create a Tweet with duplicate content.',
    )
  if (replyTo === undefined) return undefined
  const answered = state.posts.find(({ id }) => id === replyTo)
  if (answered === undefined)
    return problem(403, 'disallowed-resource', 'The Tweet you are replying to is not visible to you.')
  const quoted = state.posts.find(({ id }) => id === answered.quoteOf)
  const isCalled = answered.text.includes(`@${state.me.username}`) || quoted?.authorId === state.me.id
  if (state.isEnterprise || isCalled || answered.authorId === state.me.id) return undefined
  return problem(
    403,
    'disallowed-resource',
    'Replying to this conversation is not allowed: you have not been mentioned by its author.',
  )
}

function userNamed(state: State, { match }: Asked): Reply {
  const [, name = ''] = match
  const user = state.users.find(({ username }) => username.toLowerCase() === name.toLowerCase())
  return fine(user === undefined ? nobodyCalled(name) : { data: user })
}

function onePost(state: State, { match, url }: Asked): Reply {
  const [, id = ''] = match
  const post = state.posts.find((one) => one.id === id)
  if (post === undefined) return fine(notFound(id))
  return fine({
    data: wirePost(post, state, namingOf(state)),
    includes: {
      ...wireIncludes([post], state, namingOf(state)),
      ...(post.poll !== undefined &&
        (url.searchParams.get('expansions') ?? '').includes('attachments.poll_ids') && {
          polls: [wirePoll(post.poll, state.postMs)],
        }),
    },
  })
}

function manyPosts(state: State, { url }: Asked): Reply {
  const ids = (url.searchParams.get('ids') ?? '').split(',')
  const found = state.posts.filter(({ id }) => ids.includes(id))
  const missing = ids.filter((id) => !found.some((post) => post.id === id))
  return fine({
    ...(found.length > 0 && { data: found.map((post) => wirePost(post, state, namingOf(state))) }),
    ...(missing.length > 0 && { errors: missing.flatMap((id) => notFound(id).errors) }),
  })
}

function deletePost(state: State, { match }: Asked): Reply {
  const before = state.posts.length
  state.posts = state.posts.filter(({ id }) => id !== match[1])
  if (state.posts.length === before)
    return problem(404, 'resource-not-found', 'Could not find tweet.', { resource_type: 'tweet' })
  return fine({ data: { deleted: true } })
}

function ownPosts(state: State, asked: Asked): Reply {
  return pageOf(
    state,
    asked,
    state.posts.filter(({ authorId }) => authorId === asked.match[1]),
  )
}

function mentionsOf(state: State, asked: Asked): Reply {
  const name = state.users.find(({ id }) => id === asked.match[1])?.username
  return pageOf(
    state,
    asked,
    state.posts.filter(({ text }) => text.includes(`@${name}`)),
  )
}

function search(state: State, asked: Asked): Reply {
  const query = asked.url.searchParams.get('query') ?? ''
  return pageOf(
    state,
    asked,
    state.posts.filter(({ text }) => text.includes(query)),
  )
}

/** Newest first, by the limits of the question. */
function pageOf(state: State, { url }: Asked, all: readonly EmulatedPost[]): Reply {
  const asked = url.searchParams
  const since = BigInt(asked.get('since_id') ?? 0)
  const startMs = Date.parse(asked.get('start_time') ?? '1970-01-01T00:00:00Z')
  const isLate = state.shownAfter > 0
  if (isLate) state.shownAfter -= 1
  const fits = isLate ? [] : all.filter(({ id, atMs }) => BigInt(id) > since && atMs >= startMs).toReversed()
  const size = Number(asked.get('max_results') ?? 10)
  const from = Number(asked.get('pagination_token') ?? 0)
  const posts = fits.slice(from, from + size)
  const more = from + size < fits.length ? { next_token: String(from + size) } : {}
  if (posts.length === 0) return fine({ meta: { result_count: 0 } })
  return fine({
    data: posts.map((post) => wirePost(post, state, namingOf(state))),
    includes: wireIncludes(posts, state, namingOf(state)),
    meta: { result_count: posts.length, newest_id: posts[0]?.id, oldest_id: posts.at(-1)?.id, ...more },
  })
}

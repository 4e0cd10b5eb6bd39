import type { IncomingMessage } from 'node:http'
import {
  accountJson,
  idOf,
  pollJson,
  statusJson,
  uriOf,
  type Make,
  type TestStatus,
} from '#networks/mastodon/test-statuses.ts'
import type { TestStreams } from '#networks/mastodon/test-stream.ts'

/** Everything a pretended server knows. */
export type TestWorld = {
  make: Make
  origin: string
  token: string
  statuses: TestStatus[]
  notifications: { id: string; type: string; status?: unknown }[]
  files: Map<string, { alt: string; waits: number; focus?: string }>
  keys: Map<string, string>
  streams: TestStreams
  honoursKeys: boolean
  /** How often a new file is still worked on when it is asked after. */
  processing: number
  /** What it says of itself beside the usual. */
  limits: Record<string, unknown>
  /** What it answers to paths that begin so, instead of what it would. */
  closed: Map<string, number>
  /** Every path asked for, in order. */
  asked: string[]
  uploads: number
  count: number
  nowMs(): number
}

/** An answer. */
type Answered = { status: number; json: unknown; headers?: Record<string, string> }

type Asking = { request: IncomingMessage; body: Buffer }
type Ask = {
  method: string
  path: string
  query: URLSearchParams
  key: string | undefined
  body: Buffer
  type: string
}

const me = 'town'
const notFound: Answered = { status: 404, json: { error: 'Record not found' } }

/** Answers as the API does. */
export async function answerOf({ request, body }: Asking, world: TestWorld): Promise<Answered> {
  const url = new URL(request.url ?? '/', world.origin)
  world.asked.push(`${request.method} ${url.pathname}`)
  for (const [start, status] of world.closed)
    if (url.pathname.startsWith(start)) return { status, json: { error: 'closed' } }
  if (url.pathname.endsWith('/instance')) return instance(url.pathname, world)
  if (request.headers.authorization !== `Bearer ${world.token}`)
    return world.make === 'pleroma'
      ? { status: 403, json: { error: 'Invalid credentials.' } }
      : { status: 401, json: { error: 'The access token is invalid' } }
  const ask: Ask = {
    ...{ method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, body },
    key: request.headers['idempotency-key']?.toString(),
    type: request.headers['content-type'] ?? '',
  }
  return (await media(ask, world)) ?? statuses(ask, world) ?? lists(ask, world) ?? notFound
}

function instance(path: string, world: TestWorld): Answered {
  const isV2 = path.endsWith('/v2/instance')
  if (world.make === 'pleroma')
    return isV2
      ? notFound
      : {
          status: 200,
          json: {
            uri: world.origin,
            max_toot_chars: 5000,
            upload_limit: 16_000_000,
            description_limit: 5000,
            poll_limits: {
              max_options: 20,
              max_option_chars: 200,
              min_expiration: 0,
              max_expiration: 31_536_000,
            },
            ...world.limits,
          },
        }
  const configuration = {
    urls: { streaming: world.origin.replace('http', 'ws') },
    statuses: {
      max_characters: 500,
      max_media_attachments: 4,
      characters_reserved_per_url: world.make === 'gotosocial' ? 25 : 23,
    },
    media_attachments: {
      supported_mime_types: ['image/jpeg', 'image/png', 'video/mp4'],
      image_size_limit: 16_777_216,
      video_size_limit: 103_809_024,
      description_limit: 1500,
    },
    polls: {
      ...{ max_options: 4, max_characters_per_option: 50 },
      ...{ min_expiration: 300, max_expiration: 2_629_746 },
    },
  }
  return {
    status: 200,
    json: { domain: 'town.example', uri: 'town.example', version: '4.6.4', configuration, ...world.limits },
  }
}

async function media({ method, path, body, type }: Ask, world: TestWorld): Promise<Answered | undefined> {
  if (method === 'POST' && /^\/api\/v[12]\/media$/.test(path)) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    const id = String(9000 + (world.uploads += 1))
    const alt = form.get('description')
    const focus = form.get('focus')
    world.files.set(id, {
      ...{ alt: typeof alt === 'string' ? alt : '', waits: world.processing },
      ...(typeof focus === 'string' && { focus }),
    })
    return {
      status: world.processing > 0 ? 202 : 200,
      json: { id, type: 'image', url: world.processing > 0 ? null : `${world.origin}/files/${id}` },
    }
  }
  const file = world.files.get(/^\/api\/v1\/media\/(\w+)$/.exec(path)?.[1] ?? '')
  if (method !== 'GET' || !path.startsWith('/api/v1/media/')) return undefined
  if (file === undefined) return notFound
  file.waits -= 1
  return { status: file.waits >= 0 ? 206 : 200, json: { id: path.slice(14), url: null } }
}

function statuses(ask: Ask, world: TestWorld): Answered | undefined {
  const { method, path } = ask
  const tell = (status: TestStatus): Answered => ({
    status: 200,
    json: statusJson(status, world.origin, world.make, world.nowMs()),
  })
  if (method === 'POST' && path === '/api/v1/statuses') return create(ask, world)
  const pollId = /^\/api\/v1\/polls\/(\w+)$/.exec(path)?.[1]
  if (method === 'GET' && pollId !== undefined) {
    const poll = world.statuses.find((one) => one.poll?.id === pollId)?.poll
    return poll === undefined ? notFound : { status: 200, json: pollJson(poll, world.make, world.nowMs()) }
  }
  const talked = conversations(ask, world)
  if (talked !== undefined) return talked
  const id = /^\/api\/v1\/statuses\/(\w+)$/.exec(path)?.[1]
  if (id === undefined) return undefined
  const status = world.statuses.find((one) => one.id === id)
  if (status === undefined) return notFound
  if (method === 'DELETE') world.statuses = world.statuses.filter((one) => one !== status)
  // As Mastodon: an edit that does not name the poll takes it away.
  if (method === 'PUT') Object.assign(status, said(ask, world), { editedMs: world.nowMs(), poll: undefined })
  return tell(status)
}

/** Conversations of `direct` statuses, the thread around a status, and many statuses at once (not on servers of other makes). */
function conversations({ method, path, query }: Ask, world: TestWorld): Answered | undefined {
  if (method !== 'GET') return undefined
  const json = (status: TestStatus): unknown => statusJson(status, world.origin, world.make, world.nowMs())
  const rootOf = (status: TestStatus): string => {
    const before = world.statuses.find(({ id }) => id === status.answers)
    return before === undefined ? (status.answers ?? status.id) : rootOf(before)
  }
  if (path === '/api/v1/conversations') {
    const threads = new Map<string, TestStatus>()
    for (const one of world.statuses.filter(({ visibility }) => visibility === 'direct'))
      threads.set(rootOf(one), one)
    const last = page([...threads.values()], query)
    return { status: 200, json: last.map((one) => ({ id: `c${rootOf(one)}`, last_status: json(one) })) }
  }
  const around = /^\/api\/v1\/statuses\/(\w+)\/context$/.exec(path)?.[1]
  const status = world.statuses.find(({ id }) => id === around)
  if (around !== undefined) {
    if (status === undefined) return notFound
    const thread = world.statuses.filter((one) => one !== status && rootOf(one) === rootOf(status))
    const [before, after] = [thread.filter(({ id }) => order(id, status.id) < 0), thread]
    return {
      status: 200,
      json: {
        ancestors: before.map(json),
        descendants: after.filter(({ id }) => order(id, status.id) > 0).map(json),
      },
    }
  }
  if (path !== '/api/v1/statuses' || world.make !== 'mastodon') return undefined
  const ids = query.getAll('id[]')
  return { status: 200, json: world.statuses.filter(({ id }) => ids.includes(id)).map(json) }
}

type Said = Pick<TestStatus, 'text' | 'spoiler' | 'language' | 'files'>

function said({ body }: Ask, world: TestWorld): Said {
  const given = JSON.parse(body.toString('utf8')) as Record<string, unknown>
  const files = (given['media_ids'] ?? []) as string[]
  const told = (given['media_attributes'] ?? []) as { id: string; description: string; focus?: string }[]
  return {
    text: String(given['status']),
    spoiler: typeof given['spoiler_text'] === 'string' ? given['spoiler_text'] : '',
    language: typeof given['language'] === 'string' ? given['language'] : undefined,
    files: files.map((id) => ({
      id,
      alt: told.find((one) => one.id === id)?.description ?? world.files.get(id)?.alt ?? '',
      focus: told.find((one) => one.id === id)?.focus ?? world.files.get(id)?.focus,
    })),
  }
}

function create(ask: Ask, world: TestWorld): Answered {
  const before = ask.key === undefined || !world.honoursKeys ? undefined : world.keys.get(ask.key)
  const earlier = world.statuses.find(({ id }) => id === before)
  if (earlier !== undefined) return { status: 200, json: statusJson(earlier, world.origin, world.make) }
  const given = JSON.parse(ask.body.toString('utf8')) as Record<string, unknown>
  const answers = given['in_reply_to_id']
  if (answers !== undefined && !world.statuses.some(({ id }) => id === answers)) return notFound
  const { text, ...more } = said(ask, world)
  if (text.length > 5000)
    return { status: 422, json: { error: 'Validation failed: Text character limit exceeded' } }
  const atMs = world.nowMs()
  const poll = newPoll(given['poll'], world)
  if (poll !== undefined && 'status' in poll) return poll
  if (poll !== undefined && more.files.length > 0)
    return { status: 422, json: { error: 'Validation failed: Cannot attach files to a post with a poll' } }
  const status: TestStatus = {
    ...(poll !== undefined && { poll }),
    ...{
      id: idOf(world.make, atMs, (world.count += 1)),
      text,
      atMs,
      by: me,
      visibility: String(given['visibility']),
    },
    ...{ answers: typeof answers === 'string' ? answers : undefined, ...more },
  }
  // What is on a post is no file of its own any more.
  for (const { id } of more.files) world.files.delete(id)
  world.statuses.push(status)
  if (ask.key !== undefined) world.keys.set(ask.key, status.id)
  return { status: 200, json: statusJson(status, world.origin, world.make) }
}

type NewPoll = { options: string[]; expires_in: number; multiple?: boolean }

/** A poll as it is asked for, or why there is none. Source: Mastodon's `PollOptionsValidator` and `PollExpirationValidator`. */
function newPoll(asked: unknown, world: TestWorld): TestStatus['poll'] | Answered {
  if (asked === undefined) return undefined
  const { options, expires_in: seconds, multiple = false } = asked as NewPoll
  const [optionsMax, lengthMax, secondsMin] = world.make === 'pleroma' ? [20, 200, 0] : [4, 50, 300]
  const isWrong =
    options.length < 2 ||
    options.length > optionsMax ||
    new Set(options).size < options.length ||
    options.some((option) => option.trim() === '' || option.length > lengthMax) ||
    seconds < secondsMin
  if (isWrong) return { status: 422, json: { error: 'Validation failed: the poll is not valid' } }
  return {
    ...{ id: String(7000 + world.statuses.length), options: options.map((one) => one.trim()), multiple },
    ...{ endsMs: world.nowMs() + seconds * 1000, votes: options.map(() => 0), voters: 0 },
  }
}

function lists({ path, query }: Ask, world: TestWorld): Answered | undefined {
  const told = (list: readonly TestStatus[]): Answered => ({
    status: 200,
    json: page(list, query).map((status) => statusJson(status, world.origin, world.make)),
  })
  if (path === '/api/v1/accounts/verify_credentials')
    return { status: 200, json: { ...accountJson(me, world.origin), id: '42' } }
  if (path === '/api/v1/accounts/42/statuses') return told(world.statuses.filter(({ by }) => by === me))
  if (path === '/api/v1/timelines/public')
    return told(world.statuses.filter(({ visibility }) => visibility === 'public'))
  const tag = /^\/api\/v1\/timelines\/tag\/(.+)$/.exec(path)?.[1]
  if (tag !== undefined)
    return told(world.statuses.filter(({ text }) => text.includes(`#${decodeURIComponent(tag)}`)))
  // Old Pleroma does not know `types[]` and tells favourites too.
  if (path === '/api/v1/notifications')
    return {
      status: 200,
      json: page(
        world.notifications.filter(({ type }) => world.make === 'pleroma' || type === 'mention'),
        query,
      ),
    }
  return path === '/api/v2/search' ? found(query, world) : undefined
}

function found(query: URLSearchParams, world: TestWorld): Answered {
  const q = query.get('q') ?? ''
  const hits = world.statuses.filter((status) => uriOf(world.origin, status) === q || status.text.includes(q))
  const from = Number(query.get('offset') ?? 0)
  const statuses = hits.slice(from, from + Math.min(40, Number(query.get('limit') ?? 20)))
  return {
    status: 200,
    json: {
      accounts: [],
      hashtags: [],
      statuses: statuses.map((one) => statusJson(one, world.origin, world.make)),
    },
  }
}

/** Newest first; `min_id`: those just after, `max_id`: those before. */
function page<T extends { id: string }>(list: readonly T[], query: URLSearchParams): T[] {
  const limit = Math.min(40, Number(query.get('limit') ?? 20))
  const [min, max] = [query.get('min_id'), query.get('max_id')]
  const sorted = list
    .toSorted((a, b) => order(a.id, b.id))
    .filter(({ id }) => max === null || order(id, max) < 0)
  if (min === null) return sorted.slice(-limit).reverse()
  return sorted
    .filter(({ id }) => order(id, min) > 0)
    .slice(0, limit)
    .reverse()
}

function order(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  return a < b ? -1 : Number(a > b)
}

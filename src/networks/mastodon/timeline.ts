/** What is listened to. `hashtag` without `#`; `mentions` are what others say to the account of the token. */
export type MastodonTimeline =
  | { kind: 'public' }
  | { kind: 'local' }
  | { kind: 'hashtag'; tag: string }
  | { kind: 'mentions' }

/** How a timeline is named: in the source and cursor, over REST, and as a stream. */
export type TimelineWire = {
  key: string
  path: string
  query: Readonly<Record<string, string>>
  stream: Readonly<Record<string, string>>
}

/** @returns undefined where the hashtag is none */
export function wireOf(timeline: MastodonTimeline): TimelineWire | undefined {
  switch (timeline.kind) {
    case 'public':
      return { key: 'public', path: '/api/v1/timelines/public', query: {}, stream: { stream: 'public' } }
    case 'local':
      return {
        ...{ key: 'local', path: '/api/v1/timelines/public', query: { local: 'true' } },
        stream: { stream: 'public:local' },
      }
    case 'mentions':
      return {
        ...{ key: 'mentions', path: '/api/v1/notifications', query: { 'types[]': 'mention' } },
        stream: { stream: 'user:notification' },
      }
    case 'hashtag': {
      const tag = timeline.tag.trim().replace(/^#/, '')
      if (!/^[\p{L}\p{N}\p{M}_·]{1,100}$/u.test(tag)) return undefined
      const path = `/api/v1/timelines/tag/${encodeURIComponent(tag)}`
      return { key: `#${tag.toLowerCase()}`, path, query: {}, stream: { stream: 'hashtag', tag } }
    }
  }
}

/** The address of a timeline over REST: just after an id, or the newest. */
export function pagePath(
  wire: TimelineWire,
  { limit, minId }: { limit: number; minId?: string | undefined },
): string {
  const query = new URLSearchParams({ ...wire.query, limit: String(limit) })
  // `0` is ours for "from the beginning"; servers whose ids are letters refuse it.
  if (minId !== undefined && minId !== '0') query.set('min_id', minId)
  return `${wire.path}?${query.toString()}`
}

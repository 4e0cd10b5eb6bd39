import type { StateWhy } from '#networks/contract.ts'
import type { Unread } from '#networks/mastodon/server.ts'

/** Why hearing ended for now. */
export type Ended = {
  why: StateWhy
  /** Something was heard, or the line was good. */
  heard: boolean
  detail?: string
  retryInMs?: number
  /** Waiting alone will not help; it is still asked again, because such answers also come from a proxy for an hour. */
  needsPerson?: boolean
}

/** A question that was not answered, as an end. */
export function endedUnread({ kind, why, detail, ...more }: Unread, heard: boolean): Ended {
  const retryInMs = 'retryInMs' in more ? more.retryInMs : undefined
  return {
    why: stateWhy(why, detail),
    heard,
    detail: detail.slice(0, 200),
    ...(retryInMs !== undefined && { retryInMs }),
    ...(kind === 'refused' && { needsPerson: true }),
  }
}

function stateWhy(why: Unread['why'], detail: string): StateWhy {
  switch (why) {
    case 'rate-limited':
    case 'unreachable':
    case 'timeout':
    case 'stopped':
    case 'private-address':
    case 'bad-url':
      return why
    case 'unreadable':
      return 'unreadable'
    default: {
      const status = /^(\d{3})\b/.exec(detail)?.[1]
      return status === undefined ? 'refused' : `http-${Number(status)}`
    }
  }
}

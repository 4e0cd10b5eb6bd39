import { minuteMs } from '#kernel/time.ts'
import type { ExistenceCheck } from '#networks/contract.ts'
import { townNetwork } from '#networks/practice/town.ts'

/** How the practice network misbehaves when asked what is still there. */
export type AskingMisbehaviour =
  /** It never answers. */
  | 'deaf'
  /** It says that everything is gone, also what nobody asked about. */
  | 'lies'
  /** It wants to be left alone for a minute. */
  | 'busy'
  /** It breaks. */
  | 'breaks'

/** What the town knows of its posts, and its moods; both may change while it is asked. */
export type TownMemory = { takenBack?: ReadonlySet<string>; misbehave?: AskingMisbehaviour | undefined }

/**
 * Asks Havre-Clair, which answers at once and, unless told otherwise, takes nothing back.
 *
 * @param oursGone native ids of posts of ours that were taken back
 */
export function townStillThere(memory: TownMemory, oursGone?: ReadonlySet<string>): ExistenceCheck {
  return {
    atOnceMax: 100,
    everyMs: 1000,
    ask(posts) {
      const ids = posts.map(({ id }) => id)
      if (memory.misbehave === 'deaf') return new Promise(() => undefined)
      if (memory.misbehave === 'breaks') return Promise.reject(new Error('the town hall burns'))
      if (memory.misbehave === 'busy')
        return Promise.resolve({ kind: 'failed', why: 'rate-limited', retryInMs: minuteMs })
      const gone =
        memory.misbehave === 'lies'
          ? [...ids, 'practice:never-asked']
          : ids.filter((id) => memory.takenBack?.has(id) || oursGone?.has(id.slice(townNetwork.length + 1)))
      return Promise.resolve({ kind: 'answered', gone, unanswered: 0 })
    },
  }
}

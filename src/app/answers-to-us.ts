import type { Log } from '#kernel/log.ts'
import { minuteMs } from '#kernel/time.ts'
import type { Listening } from '#listening/listening.ts'
import type { SpokenTo } from '#networks/practice/answers.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'
import type { Reactions } from '#roles/reactions/reactions.ts'
import type { Store } from '#store/store.ts'

type Needs = {
  store: Store
  publishing: Publishing
  listening: Listening
  /** Whatever went out can be followed: how was it received? */
  reactions: Reactions
  log: Log
  /** Whom the practice town answers; missing on a desk without a town. */
  spokenTo?: SpokenTo | undefined
}

/** What a network's clock and ours may differ by. */
const clocksDifferMs = 5 * minuteMs

/**
 * Keeps listening told of what we said in public: what is noted by hand may have answers already, and those are looked for.
 *
 * @returns the way to stop
 */
export function followAnswers({
  store,
  publishing,
  listening,
  reactions,
  log,
  spokenTo,
}: Needs): Promise<() => Promise<void>> {
  return publishing.ours.follow({
    store,
    log,
    onNoted: async (post) => {
      const { names, network, language, publishedAtMs, messageId, title, url } = post
      const text = await publishing.ours.textOf(post.publicationId)
      await reactions.offer({ messageId, title, language, text, url })
      // The time of a practice day and of a replay is their own.
      const sinceMs = listening.mode === 'live' ? publishedAtMs - clocksDifferMs : 0
      await listening.lookBack(names, sinceMs)
      if (network !== 'practice') return
      for (const id of names) spokenTo?.posts.push({ id, lang: language === 'fr' ? 'fr' : 'en' })
    },
  })
}

import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Listening, ToUs } from '#listening/listening.ts'
import { VoiceHearing } from '#roles/faces/voice/hearing.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'
import type { Store } from '#store/store.ts'

type Needs = {
  store: Store
  clock: Clock
  log: Log
  listening: Pick<Listening, 'coverage' | 'streamNowMs'>
  desk: () => Promise<{ timeZone: string }>
}

/** Opens the counting of answers to us and of ours to them. */
export function openVoiceHearing({ store, clock, log, listening, desk }: Needs): VoiceHearing {
  return new VoiceHearing({
    ...{ store, clock, log },
    streamNowMs: () => listening.streamNowMs,
    hearsOurs: (network) => hearsOurs(listening, network),
    timeZone: async () => (await desk()).timeZone,
  })
}

/**
 * Whether what our accounts answer on a network comes to us. In the pretend town everything does. On Bluesky the whole network does where
 * it is listened to; notifications bring only what others say. Servers of the fediverse and X tell what others say to us, not what we say.
 */
function hearsOurs(listening: Pick<Listening, 'coverage'>, network: string): boolean {
  if (network === 'practice') return true
  const isWhole = ({ source }: { source: string }): boolean => !source.startsWith('bluesky:notifications:')
  return (
    network === 'bluesky' &&
    listening.coverage().sources.some((one) => one.network === network && isWhole(one))
  )
}

/** What is said to us goes on record as before, and is counted with what we answer, in the same transaction. */
export function alsoForVoice(ours: Pick<Publishing['ours'], 'toUs' | 'replyIn'>, voice: VoiceHearing): ToUs {
  return {
    isToUs: (post) => ours.toUs.isToUs(post) || voice.isOurAnswer(post),
    recordToo: async ({ toUs, goneIds }, tx) => {
      await voice.keep(tx, {
        answers: toUs.filter((post) => !voice.isOurs(post) && ours.replyIn(post)?.isQuote === false),
        ours: toUs.filter((post) => voice.isOurAnswer(post)),
        goneIds,
      })
      // Last: the archive is locked from here to the end of the transaction.
      await ours.toUs.recordToo({ toUs, goneIds }, tx)
    },
  }
}

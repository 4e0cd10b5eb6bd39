import type { DeliveryView, DeliveryWhy } from '#sending/contract.ts'
import en from '#sending/web/messages/en.json' with { type: 'json' }
import fr from '#sending/web/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of sending, and the shell's. */
export const useSendingWords = ownWords({ en, fr })

/** What `useSendingWords` gives. */
export type SendingWords = ReturnType<typeof useSendingWords>

/** Why a delivery stands as it does, as a sentence; a reason we do not know yet is shown as it came. */
export function whyWords(why: string, state: DeliveryView['state'], say: SendingWords['say']): string {
  // One language waits for the other, or ends because of it: the same word for two things.
  if (why === 'other-half' && state === 'wait') return say('why.other-half.waits')
  return isKnown(why) ? say(`why.${why}`) : why
}

function isKnown(why: string): why is DeliveryWhy {
  return Object.hasOwn(en, `why.${why}`)
}

import en from '#records/web/messages/en.json' with { type: 'json' }
import fr from '#records/web/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'
import type { MessageKey, Words } from '#web/words.tsx'

/** A sentence of the archive's screens. */
export type RecordsKey = keyof typeof en

/** The archive's sentences and the shell's. */
export type RecordsWords = Words<RecordsKey | MessageKey>

/** The words of the archive's screens. */
export const useRecordsWords: () => RecordsWords = ownWords({ en, fr })

/** Whether there is a sentence of that key. */
export function isRecordsKey(key: string): key is RecordsKey {
  return key in en
}

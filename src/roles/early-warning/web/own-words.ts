import { ownWords } from '#web/own-words.ts'
import en from '#roles/early-warning/web/messages/en.json' with { type: 'json' }
import fr from '#roles/early-warning/web/messages/fr.json' with { type: 'json' }

/** Speaks the sentences about who may do what with watches and stories. */
export const useWatchWords = ownWords({ en, fr })

/** A sentence of these. */
export type WatchKey = keyof typeof en

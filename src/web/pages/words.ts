import { ownWords } from '#web/own-words.ts'
import en from '#web/pages/messages/en.json' with { type: 'json' }
import fr from '#web/pages/messages/fr.json' with { type: 'json' }

/** Speaks the sentences of the page of sources, which come with it so that the first page stays small; and the shell's. */
export const usePageWords = ownWords({ en, fr })

/** What `usePageWords` gives. */
export type PageWords = ReturnType<typeof usePageWords>

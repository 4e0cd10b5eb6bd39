import { ownWords } from '#web/own-words.ts'
import en from '#roles/faces/web/messages/en.json' with { type: 'json' }
import fr from '#roles/faces/web/messages/fr.json' with { type: 'json' }

/** Speaks the sentences of the directory, which come with its screens; and the shell's. */
export const useDirectoryWords = ownWords({ en, fr })

/** What `useDirectoryWords` gives. */
export type DirectoryWords = ReturnType<typeof useDirectoryWords>

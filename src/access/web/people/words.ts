import { ownWords } from '#web/own-words.ts'
import type { MessageKey, Words } from '#web/words.tsx'
import en from '#access/web/people/messages/en.json' with { type: 'json' }
import fr from '#access/web/people/messages/fr.json' with { type: 'json' }

/** The sentences of these screens, and the shell's too. */
export const usePeopleWords = ownWords({ en, fr })

/** What these screens can say. */
export type PeopleWords = Words<keyof typeof en | MessageKey>

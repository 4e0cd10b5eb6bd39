import { ownWords } from '#web/own-words.ts'
import en from '#roles/faces/web/questions/messages/en.json' with { type: 'json' }
import fr from '#roles/faces/web/questions/messages/fr.json' with { type: 'json' }

/** Speaks the sentences of questions and answers, which come with these screens; and the shell's. */
export const useQuestionWords = ownWords({ en, fr })

/** What `useQuestionWords` gives. */
export type QuestionWords = ReturnType<typeof useQuestionWords>

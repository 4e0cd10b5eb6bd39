import en from '#roles/early-warning/web/register/messages/en.json' with { type: 'json' }
import fr from '#roles/early-warning/web/register/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of the register, and the shell's. */
export const useRegisterWords = ownWords({ en, fr })

/** Those sentences, as helpers take them. */
export type RegisterWords = ReturnType<typeof useRegisterWords>

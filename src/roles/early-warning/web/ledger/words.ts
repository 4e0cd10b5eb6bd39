import en from '#roles/early-warning/web/ledger/messages/en.json' with { type: 'json' }
import fr from '#roles/early-warning/web/ledger/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of the ledger, and the shell's. */
export const useLedgerWords = ownWords({ en, fr })

/** Those sentences, as helpers take them. */
export type LedgerWords = ReturnType<typeof useLedgerWords>

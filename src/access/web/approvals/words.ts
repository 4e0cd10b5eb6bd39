import en from '#access/web/approvals/messages/en.json' with { type: 'json' }
import fr from '#access/web/approvals/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'
import type { MessageKey, Words } from '#web/words.tsx'

/** Speaks the sentences of approvals. */
export const useApprovalWords = ownWords({ en, fr })

/** The words of approvals, for functions that speak. */
export type ApprovalWords = Words<keyof typeof en | MessageKey>

import en from '#roles/publishing/web/campaigns/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/campaigns/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of campaigns, and the shell's. */
export const useCampaignWords = ownWords({ en, fr })

import type { Doer, Room } from '#roles/publishing/act.ts'
import { importWords, putWord, removeWord } from '#roles/publishing/writing/plain/acts.ts'
import type { JargonForm, JargonLines, JargonWord } from '#roles/publishing/writing/plain/contract.ts'
import { readJargon } from '#roles/publishing/writing/plain/store.ts'

/** The organization's own list of words that readers may not know. */
export type Jargon = {
  list(language?: JargonForm['language']): Promise<JargonWord[]>
  put(who: Doer, form: JargonForm): ReturnType<typeof putWord>
  remove(who: Doer, name: Pick<JargonForm, 'language' | 'term'>): ReturnType<typeof removeWord>
  importLines(who: Doer, form: JargonLines): ReturnType<typeof importWords>
}

/** The list, in the room it stands in. */
export function jargonOf(room: Room): Jargon {
  return {
    list: (language) => readJargon(room.store.db, language),
    put: (who, form) => putWord(room, who, form),
    remove: (who, name) => removeWord(room, who, name),
    importLines: (who, form) => importWords(room, who, form),
  }
}

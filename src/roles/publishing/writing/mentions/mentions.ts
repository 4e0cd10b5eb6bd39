import type { Doer, Room } from '#roles/publishing/act.ts'
import { addMention, changeMention, removeMention } from '#roles/publishing/writing/mentions/acts.ts'
import type { MentionEntry, MentionForm } from '#roles/publishing/writing/mentions/contract.ts'
import { readMentions } from '#roles/publishing/writing/mentions/store.ts'

/** The address book of publishing. */
export type Mentions = {
  list(): Promise<MentionEntry[]>
  add(who: Doer, form: MentionForm): ReturnType<typeof addMention>
  change(who: Doer, id: string, form: MentionForm): ReturnType<typeof changeMention>
  remove(who: Doer, id: string): ReturnType<typeof removeMention>
}

/** The address book, in the room it stands in. */
export function mentionsOf(room: Room): Mentions {
  return {
    list: () => readMentions(room.store.db),
    add: (who, form) => addMention(room, who, form),
    change: (who, id, form) => changeMention(room, who, id, form),
    remove: (who, id) => removeMention(room, who, id),
  }
}

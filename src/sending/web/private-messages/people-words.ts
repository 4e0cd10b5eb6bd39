import type { Conversation } from '#sending/private-messages/contract.ts'
import type { PrivateWords } from '#sending/web/private-messages/words.ts'

/** Names shown before the rest is counted. */
const namesMax = 3

/** Who a conversation is with, as their network names them: name and handle, or several names. */
export function peopleWords({ people }: Pick<Conversation, 'people'>, words: PrivateWords): string {
  const [one, ...others] = people
  if (one === undefined) return words.say('row.nobody')
  if (others.length === 0) return named(one)
  const names = people.slice(0, namesMax).map(({ name }) => name)
  const more = people.length - names.length
  return words.list(more > 0 ? [...names, words.say('row.others', { count: more })] : names)
}

/** A name with its handle, once where both are the same. */
export function named({ name, handle }: { name: string; handle: string }): string {
  return name.toLowerCase() === handle.toLowerCase() ? `@${handle}` : `${name} @${handle}`
}

import type { CodingItem, CodingLabel } from '#roles/reactions/coding/contract.ts'

/** A check as it stands on screen: the posts with their labels, which one is looked at, and the way there. */
export type Coding = {
  items: readonly CodingItem[]
  /** Place of the post that is looked at; as many as there are when nothing is left. */
  at: number
  /** Places that were labelled here, newest last: the way back. */
  done: readonly number[]
}

/** The check where somebody left it: at the first post without a label. */
export function begin(items: readonly CodingItem[]): Coding {
  return { items, at: nextOpen(items, -1), done: [] }
}

/** A post is labelled: on to the next one without a label, from the start again when the end is reached. */
export function labelled({ items, at, done }: Coding, label: CodingLabel): Coding {
  if (!items[at]) return { items, at, done }
  const next = items.map((item, place) => (place === at ? { ...item, label } : item))
  return { items: next, at: nextOpen(next, at), done: [...done, at] }
}

/** Back to the post labelled last: its label stays until another is given. */
export function undone(coding: Coding): Coding {
  const last = coding.done.at(-1)
  return last === undefined ? coding : { ...coding, at: last, done: coding.done.slice(0, -1) }
}

/** How many have a label. */
export function labelledCount({ items }: Pick<Coding, 'items'>): number {
  return items.filter(({ label }) => label !== undefined).length
}

function nextOpen(items: readonly CodingItem[], after: number): number {
  const isOpen = (place: number): boolean => items[place]?.label === undefined
  const order = [...items.keys()]
  return [...order.slice(after + 1), ...order.slice(0, after + 1)].find(isOpen) ?? items.length
}

/** The key of each label, in the order of the buttons. */
export const labelKeys: readonly (readonly [key: string, label: CodingLabel])[] = [
  ['1', 'negative'],
  ['2', 'neutral'],
  ['3', 'positive'],
  ['0', 'cannot-say'],
]

/** What a key means in the check; nothing for any other key. */
export function keyMeans(key: string): CodingLabel | 'undo' | undefined {
  if (key === 'u' || key === 'U' || key === 'Backspace') return 'undo'
  return labelKeys.find(([one]) => one === key)?.[1]
}

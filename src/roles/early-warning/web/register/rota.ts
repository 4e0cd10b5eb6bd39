/** The list with the one at this place and the one before it changed about; the first stays where it is. */
export function movedUp<T>(list: readonly T[], place: number): T[] {
  const moved = list[place]
  if (moved === undefined || place === 0) return [...list]
  return [...list.slice(0, place - 1), moved, ...list.slice(place - 1, place), ...list.slice(place + 1)]
}

/** What a reader remembers: which post an id of its server is. */
export type Memory = Map<string, string>

/** Posts remembered at most, the oldest forgotten first: about 3 MB. A deletion of an older one is found out by asking. */
export const rememberedMax = 20_000

/** Remembers which post (its URI) an id is. */
export function remember(memory: Memory, localId: string, uri: string): void {
  memory.delete(localId)
  memory.set(localId, uri)
  const [oldest] = memory.keys()
  if (memory.size > rememberedMax && oldest !== undefined) memory.delete(oldest)
}

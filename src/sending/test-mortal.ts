import type { Store } from '#store/store.ts'

/** The process that does the work ended here: nothing of it goes on. */
class Killed extends Error {
  override name = 'Killed'
}

/** A process that ends after so many awaits. */
export type Mortal = { left: number; isDead: boolean }

/** Counts an await; at the last one the process is gone, and nothing it begins has any effect. */
export function breathe(mortal: Mortal): void {
  if (mortal.isDead) throw new Killed()
  mortal.left -= 1
  if (mortal.left > 0) return
  mortal.isDead = true
  throw new Killed()
}

/** A store as a process uses it that may be killed before and after each transaction. */
export function mortalStore(store: Store, mortal: Mortal): Store {
  return {
    ...store,
    async inTransaction(work) {
      breathe(mortal)
      const done = await store.inTransaction((tx) => work(tx))
      // It is committed; whether anybody is left to know is another question.
      breathe(mortal)
      return done
    },
  }
}

/**
 * Where everything of this network is kept, and where deliveries wait: given by the app, which knows the store. Keys are text of
 * 1 to 400 characters of printable ASCII, in the order of their bytes; values are JSON. Each method does its work whole or not at
 * all, and throws when the world broke: then nothing is known.
 */
export type FederationStore = {
  get(key: string): Promise<unknown>
  /** `keepMs`: how long it has to stay; it may be gone any time after. Missing: for good. */
  set(key: string, value: unknown, keepMs?: number): Promise<void>
  delete(key: string): Promise<void>
  /**
   * Puts `value` only where `expected` is what is there now (undefined: nothing), and with it `deliveries` into the queue, in one
   * transaction. False when something else is there: then nothing was changed and nothing queued.
   */
  cas(change: Change): Promise<boolean>
  /** Entries whose key begins with `prefix` and comes after `after`, in order, at most `limit`. */
  list(prefix: string, page: { after?: string; limit: number }): Promise<{ key: string; value: unknown }[]>
  count(prefix: string): Promise<number>
  /** Puts deliveries into the queue; one whose id waits there already is left as it is. */
  enqueue(deliveries: readonly Delivery[]): Promise<void>
  /**
   * Gives out what is due, each to one listener at a time, until the signal is aborted; resolves when what was given out is done.
   * What is given out and not answered (a crash) is given out again. `again`: after that long, with `attempts` one higher.
   */
  listen(handle: (waiting: Waiting) => Promise<Handled>, signal: AbortSignal): Promise<void>
}

/** One change that has to be whole. */
export type Change = { key: string; expected: unknown; value: unknown; deliveries?: readonly Delivery[] }

/**
 * What is to be done for the network. `id` is the same for the same work, at most 200 characters; `job` is JSON, at most 300 kB.
 * `says`: the key of the part whose words it tells; whoever keeps the queue gives nothing out that may not be said just now.
 * Missing where nothing is said: that a follower is welcome, that something is gone.
 */
export type Delivery = { id: string; job: unknown; says?: string }

/** A delivery as it is given out. `attempts`: how often it was tried before. */
export type Waiting = Delivery & { attempts: number }

/** What became of it. */
export type Handled = { kind: 'done' } | { kind: 'again'; inMs: number }

import type { FederationStore } from '#networks/activitypub/federation-store.ts'
import {
  changeEntry,
  countEntries,
  deleteEntry,
  listEntries,
  readEntry,
  writeEntry,
} from '#sending/federation/entries.ts'
import { listenForDeliveries, type ListenNeeds } from '#sending/federation/listen.ts'
import { enqueue } from '#sending/federation/queue.ts'

/** Where our own actors keep everything, and where their deliveries wait: in PostgreSQL, shared by all processes of a desk. */
export function federationStore(needs: ListenNeeds): FederationStore {
  const { store, clock } = needs
  const nowMs = (): number => clock.nowMs()
  return {
    get: (key) => readEntry(store.db, key, nowMs()),
    set: (key, value, keepMs) =>
      writeEntry(store.db, { key, value, endsMs: keepMs === undefined ? undefined : nowMs() + keepMs }),
    delete: (key) => deleteEntry(store.db, key),
    cas: (change) =>
      store.inTransaction(async (tx) => {
        if (!(await changeEntry(tx, change, nowMs()))) return false
        await enqueue(store, tx, change.deliveries ?? [], nowMs())
        return true
      }),
    list: (prefix, page) => listEntries(store.db, { prefix, ...page }, nowMs()),
    count: (prefix) => countEntries(store.db, prefix, nowMs()),
    enqueue: (deliveries) => store.inTransaction((tx) => enqueue(store, tx, deliveries, nowMs())),
    listen: (handle, signal) => listenForDeliveries(needs, handle, signal),
  }
}

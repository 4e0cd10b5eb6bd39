import { useSyncExternalStore } from 'react'

const query = '(max-width: 760px)'

function subscribe(tell: () => void): () => void {
  const list = globalThis.matchMedia(query)
  list.addEventListener('change', tell)
  return () => list.removeEventListener('change', tell)
}

/** Whether the window is as narrow as a phone's: seven columns cannot be read there. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => globalThis.matchMedia(query).matches)
}

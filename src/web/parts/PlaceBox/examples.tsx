import type { Example } from '#web/example.ts'
import { PlaceBox } from '#web/parts/PlaceBox/PlaceBox.tsx'

/** Asks for a place. */
export const examples: readonly Example[] = [
  { name: 'A place of the gazetteer', Draw: () => <PlaceBox value="" onChange={() => undefined} /> },
]

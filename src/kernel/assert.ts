/** We broke: something that had to hold did not. Not for the world's faults (see `kernel/README.md`). */
export class BrokenInvariant extends Error {
  override name = 'BrokenInvariant'
}

/**
 * States what must hold. For our own mistakes only, never for input.
 *
 * @throws BrokenInvariant with the sentence that should have been true
 */
export function assert(holds: unknown, whatShouldHold: string): asserts holds {
  if (!holds) throw new BrokenInvariant(whatShouldHold)
}

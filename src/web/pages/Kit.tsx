import type { ReactElement } from 'react'

/** Every part with examples. */
export function Kit(): ReactElement {
  return <h1>Kit</h1>
}

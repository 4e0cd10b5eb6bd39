import type { ReactElement } from 'react'

/** One way a part can look; shown on `/dev/kit`, read by axe and used by keyboard in the tests. */
export type Example = { name: string; Draw: () => ReactElement }

import type { Example } from '#web/example.ts'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** Where something will be. */
export const examples: readonly Example[] = [{ name: 'After 300 ms', Draw: () => <Skeleton lines={2} /> }]

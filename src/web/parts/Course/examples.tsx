import type { Example } from '#web/example.ts'
import { Course } from '#web/parts/Course/Course.tsx'

/** A course as a picture or a table. */
export const examples: readonly Example[] = [
  {
    name: 'Picture and table',
    Draw: () => (
      <Course
        counts={[3, 2, 3, 3, 2, 4, 9, 18]}
        startMs={Date.UTC(2026, 4, 5, 17)}
        bucketMin={10}
        usualMax={7}
        sentence="At most 18 posts in 10 min, where 7 is the top of the usual."
        coverage="From 4 sources, complete since 07:22."
      />
    ),
  },
]

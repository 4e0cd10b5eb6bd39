import type { Example } from '#web/example.ts'
import { Spark } from '#web/parts/Spark/Spark.tsx'

const rising = [3, 2, 3, 3, 2, 4, 3, 3, 2, 3, 3, 5, 9, 18, 27, 41]

/** Small pictures of a course. */
export const examples: readonly Example[] = [
  {
    name: 'With the usual band',
    Draw: () => (
      <Spark counts={rising} usualMax={7} label="About 3, then 9, 18, 27, 41" usualLabel="usual range" />
    ),
  },
  {
    name: 'In the head of a column',
    Draw: () => <Spark mini look="accent" counts={[4, 3, 4, 5, 4, 6, 7]} label="About 4, then 7" />,
  },
  { name: 'Nothing heard', Draw: () => <Spark counts={[]} label="Nothing heard" /> },
]

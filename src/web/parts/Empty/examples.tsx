import type { Example } from '#web/example.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'

/** Where there is nothing. */
export const examples: readonly Example[] = [
  {
    name: 'Why, an example, a button',
    Draw: () => (
      <Empty
        why="No watch has a column yet."
        example="Example: “Mill Street” OR “rue du Moulin”."
        action={<Button>New watch</Button>}
      />
    ),
  },
]

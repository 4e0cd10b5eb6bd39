import type { Example } from '#web/example.ts'
import { ErrorSummary } from '#web/parts/ErrorSummary/ErrorSummary.tsx'

/** What must be put right in a form. */
export const examples: readonly Example[] = [
  {
    name: 'Two things',
    Draw: () => (
      <ErrorSummary
        attempt={0}
        errors={[
          { name: 'kit-name', text: 'Give the watch a name' },
          { name: 'kit-rule', text: 'Write a rule: at least one word to look for' },
        ]}
      />
    ),
  },
]

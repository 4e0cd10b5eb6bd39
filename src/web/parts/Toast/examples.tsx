import type { Example } from '#web/example.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** A message after something was done. */
export const examples: readonly Example[] = [
  {
    name: 'With a way back',
    Draw: () => (
      <Button
        onPress={() =>
          toasts.say({ text: 'Not important: pub quiz', undo: { label: 'Undo', run: () => undefined } })
        }
      >
        Show a message
      </Button>
    ),
  },
]

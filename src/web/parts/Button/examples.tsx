import { Plus } from 'lucide-react'
import type { Example } from '#web/example.ts'
import { Button } from '#web/parts/Button/Button.tsx'

/** Buttons by how much they ask for attention. */
export const examples: readonly Example[] = [
  {
    name: 'Looks',
    Draw: () => (
      <div className="row">
        <Button look="primary" shortcut="takeOn">
          Take on
        </Button>
        <Button icon={Plus}>New watch</Button>
        <Button look="quiet">Not important</Button>
        <Button look="danger">End this watch</Button>
      </div>
    ),
  },
  {
    name: 'Small, icon only, resting',
    Draw: () => (
      <div className="row">
        <Button small>Undo</Button>
        <Button icon={Plus} label="New watch" />
        <Button isDisabled>Save</Button>
      </div>
    ),
  },
]

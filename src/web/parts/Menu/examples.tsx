import type { Example } from '#web/example.ts'
import { Menu } from '#web/parts/Menu/Menu.tsx'

/** A short list of things to do. */
export const examples: readonly Example[] = [
  {
    name: 'With a choice',
    Draw: () => (
      <Menu
        label="Appearance"
        face="Appearance"
        className="button"
        groups={[
          {
            id: 'theme',
            lines: [
              { id: 'light', label: 'Light', chosen: true, run: () => undefined },
              { id: 'dark', label: 'Dark', run: () => undefined },
            ],
          },
        ]}
      />
    ),
  },
]

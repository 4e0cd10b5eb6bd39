import type { Example } from '#web/example.ts'
import { PlaceLinks } from '#web/parts/PlaceLinks/PlaceLinks.tsx'

/** The things of an area, the second shown. */
export const examples: readonly Example[] = [
  {
    name: 'Three things of an area',
    Draw: () => (
      <PlaceLinks
        label="Reactions"
        places={[
          { key: 'a', to: '/reactions', label: 'Announcements', isHere: false },
          { key: 'b', to: '/reactions/dashboards', label: 'Dashboards', isHere: true },
          { key: 'c', to: '/reactions/coding', label: 'Coding check', isHere: false },
        ]}
      />
    ),
  },
]

import type { Example } from '#web/example.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Record<BadgeLook, string> = {
  plain: 'Old Town',
  rising: 'Rising fast',
  ok: 'Taken on',
  danger: 'Needs a person',
  practice: 'Practice ×20',
  live: 'Live',
  held: 'Paused',
  accent: 'Watch: River',
}

/** Badges by meaning. */
export const examples: readonly Example[] = [
  {
    name: 'Meanings',
    Draw: () => (
      <div className="row">
        {(Object.keys(looks) as BadgeLook[]).map((look) => (
          <Badge key={look} look={look}>
            {looks[look]}
          </Badge>
        ))}
      </div>
    ),
  },
]

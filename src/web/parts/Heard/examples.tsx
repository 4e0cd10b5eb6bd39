import type { SourceHealth } from '#listening/contract.ts'
import type { Example } from '#web/example.ts'
import { CoverageWords, HeardLine } from '#web/parts/Heard/Heard.tsx'

const source = (label: string, state: SourceHealth['state']): SourceHealth => ({
  source: `kit:${label}`,
  label,
  network: 'kit',
  state,
  lastHeardAt: '2026-05-05T17:40:00Z',
  heardLastHour: 12,
  gaps: [],
  refused: [],
})

/** What we hear, and what is missing. */
export const examples: readonly Example[] = [
  {
    name: 'One source silent, one connecting',
    Draw: () => (
      <HeardLine
        coverage={{
          mode: 'live',
          streamNow: '2026-05-05T18:22:00Z',
          heardLastHour: 12_480,
          lagS: 0.3,
          sources: [
            source('Bluesky', 'hearing'),
            source('Mastodon', 'connecting'),
            source('News feeds', 'silent'),
          ],
        }}
      />
    ),
  },
  {
    name: 'More is heard than can be counted in full',
    Draw: () => (
      <HeardLine
        coverage={{
          mode: 'live',
          streamNow: '2026-05-05T18:22:00Z',
          heardLastHour: 912_480,
          lagS: 4.2,
          shed: {
            level: 2,
            since: '2026-05-05T18:03:00Z',
            leftOut: ['pairs', 'phrases'],
            en: 'word pairs, phrases',
            fr: 'paires de mots, expressions',
            posts: 88_120,
          },
          sources: [source('Bluesky', 'hearing')],
        }}
      />
    ),
  },
  {
    name: 'The coverage of one number',
    Draw: () => (
      <p className="small muted">
        <CoverageWords
          note={{
            since: '2026-05-04T11:22:00Z',
            sources: 4,
            missing: [{ label: 'News feeds', since: '2026-05-05T17:40:00Z' }],
          }}
        />
      </p>
    ),
  },
]

import type { Coverage, CoverageNote, SourceHealth } from '#listening/contract.ts'

const missingStates: ReadonlySet<SourceHealth['state']> = new Set(['silent', 'failed', 'waiting'])

/** Since when a source is complete: the end of its last gap, or its first hearing. */
function completeSince(source: SourceHealth): string | undefined {
  return source.gaps
    .map((gap) => gap.to)
    .toSorted()
    .at(-1)
}

/**
 * The coverage that stands beside a number: how many sources, since when all of them are complete, which are missing.
 *
 * @param fromIso the earliest moment the number is about; completeness is never claimed further back
 */
export function coverageNote(
  coverage: Pick<Coverage, 'sources' | 'deletesUnasked'>,
  fromIso: string,
): CoverageNote {
  const since = coverage.sources.flatMap((source) => completeSince(source) ?? []).filter((at) => at > fromIso)
  const missing = coverage.sources.filter((source) => missingStates.has(source.state))
  return {
    since: since.toSorted().at(-1) ?? fromIso,
    sources: coverage.sources.length,
    missing: missing.map((source) => ({
      label: source.label,
      ...(source.lastHeardAt === undefined ? {} : { since: source.lastHeardAt }),
    })),
    ...(coverage.deletesUnasked === undefined ? {} : { deletesUnasked: coverage.deletesUnasked }),
  }
}

import type { ReactElement } from 'react'
import type { ExportView } from '#records/export/contract.ts'
import { useExportWords } from '#records/web/export/words.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Record<ExportView['state'], BadgeLook> = {
  draft: 'plain',
  making: 'accent',
  ready: 'ok',
  failed: 'danger',
  expired: 'plain',
}

/** How an export stands, in a word. */
export function StateBadge({ state }: { state: ExportView['state'] }): ReactElement {
  const { say } = useExportWords()
  return <Badge look={looks[state]}>{say(`exports.state.${state}`)}</Badge>
}

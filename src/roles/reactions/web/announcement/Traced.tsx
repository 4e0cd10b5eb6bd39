import type { ReactElement } from 'react'
import type { Trace } from '#roles/reactions/analysis/contract.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'

/** What stands below every number: from how many posts, by which method, heard how completely. */
export function Traced({ trace }: { trace: Trace }): ReactElement {
  const { say, locale } = useReactionWords()
  return (
    <p className="small muted traced">
      {say('trace.n', { n: trace.n, of: trace.of, part: trace.of > trace.n ? 'yes' : 'no' })}{' '}
      <CoverageWords note={trace.coverage} /> {trace.words[locale]}
    </p>
  )
}

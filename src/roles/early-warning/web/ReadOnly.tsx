import type { ReactElement } from 'react'
import { useMay } from '#web/desk.ts'
import { useWords } from '#web/words.tsx'

/** Says once, quietly, why the buttons are not there; nothing for those who have them. */
export function ReadOnly({ verb }: { verb: 'triage' | 'watch' }): ReactElement | null {
  const { say } = useWords()
  return useMay(verb) ? null : <p className="small muted">{say(`readOnly.${verb}`)}</p>
}

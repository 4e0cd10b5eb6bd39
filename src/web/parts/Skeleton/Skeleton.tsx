import { useEffect, useState, type ReactElement } from 'react'
import { useWords } from '#web/words.tsx'
import './Skeleton.css'

const showAfterMs = 300
const sayAfterMs = 3000

/** Grey shapes where something will be: nothing for 300 ms, then the shapes, after 3 s a sentence as well. */
export function Skeleton({ lines = 3 }: { lines?: number }): ReactElement {
  const { say } = useWords()
  const [stage, setStage] = useState<'wait' | 'show' | 'say'>('wait')
  useEffect(() => {
    const show = setTimeout(() => setStage('show'), showAfterMs)
    const speak = setTimeout(() => setStage('say'), sayAfterMs)
    return () => {
      clearTimeout(show)
      clearTimeout(speak)
    }
  }, [])
  return (
    <div className="skeleton" role="status" aria-busy="true">
      {stage === 'wait' ? null : Array.from({ length: lines }, (_, i) => <span key={i} aria-hidden="true" />)}
      <p className={stage === 'say' ? 'muted' : 'unseen'}>{stage === 'wait' ? '' : say('loading')}</p>
    </div>
  )
}

import { useEffect, useState, type ReactElement } from 'react'
import { herald } from '#web/parts/Announcer/announce.ts'

const lookEveryMs = 1000

/** The polite live region of the page; says what `herald` was told, at most every ten seconds. */
export function Announcer(): ReactElement {
  const [text, setText] = useState('')
  useEffect(() => {
    const timer = setInterval(() => setText(herald.say(Date.now())), lookEveryMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="unseen" aria-live="polite">
      {text}
    </p>
  )
}

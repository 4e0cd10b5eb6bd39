import { useEffect, useRef, type ReactElement } from 'react'
import { useWords } from '#web/words.tsx'
import './ErrorSummary.css'

/** One thing to put right, and the field it is about. */
export type FieldError = { name: string; text: string }

/** What must be put right before a form can be kept, at its top; takes the focus each time it appears. */
export function ErrorSummary({
  errors,
  attempt,
}: {
  errors: readonly FieldError[]
  attempt: number
}): ReactElement | null {
  const { say } = useWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt > 0) box.current?.focus()
  }, [attempt])
  if (errors.length === 0) return null
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{say('form.problems', { count: errors.length })}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.name}>
            <a
              href={`#field-${error.name}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(`field-${error.name}`)?.focus()
              }}
            >
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

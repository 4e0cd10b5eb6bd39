import type { ReactElement, ReactNode } from 'react'
import './Empty.css'

/** Where there is nothing: one sentence why, one button, one example. */
export function Empty(props: { why: string; action?: ReactNode; example?: ReactNode }): ReactElement {
  return (
    <div className="empty">
      <p className="why">{props.why}</p>
      {props.example && <p className="muted">{props.example}</p>}
      {props.action}
    </div>
  )
}

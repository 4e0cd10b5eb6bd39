import type { ReactElement, ReactNode } from 'react'
import './Badge.css'

/** What a badge means. `practice` is striped, so that it is seen in greyscale too. */
export type BadgeLook = 'plain' | 'rising' | 'ok' | 'danger' | 'practice' | 'live' | 'held' | 'accent'

/** A few words about the state of something. The words carry the meaning; colour only helps. */
export function Badge(props: {
  look?: BadgeLook
  children: ReactNode
  title?: string
  lang?: string
}): ReactElement {
  return (
    <span className={`badge ${props.look ?? 'plain'}`} title={props.title} lang={props.lang}>
      {props.children}
    </span>
  )
}

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { WatchTone as Tone } from '#listening/contract.ts'
import { toneQuery } from '#roles/early-warning/web/data.ts'
import { useExplainingWords } from '#roles/early-warning/web/explaining/words.ts'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'
import './WatchTone.css'

/** Shapes stand beside colours, so that nobody needs to tell orange from blue. */
const tones = [
  ['negative', '▼'],
  ['neutral', '■'],
  ['positive', '▲'],
  ['unsure', '?'],
] as const
/** With fewer posts than this nothing is coloured: a share of so few says little (DESIGN, promise 5). */
const toldFrom = 30

/** How the posts of a watch sounded in the last 24 hours: counts, with how many were read and what the machine cannot tell. */
export function WatchTone({ id }: { id: string }): ReactElement | null {
  const { say } = useExplainingWords()
  const { data: tone } = useQuery(toneQuery(id))
  if (tone === undefined || tone.posts === 0) return null
  const isTold = tone.posts >= toldFrom
  return (
    <section className="card pane tone" aria-labelledby="tone-title">
      <h2 id="tone-title">{say('tone.title')}</h2>
      <p className="muted">{say(isTold ? 'tone.read' : 'tone.tooFew', { count: tone.posts })}</p>
      {isTold && <Bar tone={tone} />}
      <ul className="row">
        {tones.map(([name, shape]) => (
          <li key={name} className={isTold ? name : ''}>
            <i aria-hidden="true">{shape}</i> {say(`tone.${name}`, { count: tone[name] })}
          </li>
        ))}
      </ul>
      <p>{say('tone.alsoSay', { asks: tone.asks, complains: tone.complains })}</p>
      <p className="small muted">
        {say('tone.how')} <CoverageWords note={tone.coverage} />
      </p>
    </section>
  )
}

function Bar({ tone }: { tone: Tone }): ReactElement {
  return (
    <div className="bar" aria-hidden="true">
      {tones.map(([name]) => (
        <span key={name} className={name} style={{ flexGrow: tone[name] }} />
      ))}
    </div>
  )
}

import type { ReactElement } from 'react'
import type { Where } from '#roles/reactions/analysis/contract.ts'
import { Counted } from '#roles/reactions/web/announcement/Counted.tsx'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { Traced } from '#roles/reactions/web/announcement/Traced.tsx'
import type { Behind } from '#roles/reactions/web/search.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'

/** In which languages, from which places and on which networks it is said. */
export function WhereSaid({ analysis, open }: PartProps): ReactElement {
  const { say, language } = useReactionWords()
  const { languages, places, networks, trace } = analysis.where
  return (
    <section className="card pane stack" aria-labelledby="where-title">
      <h2 id="where-title">{say('where.title')}</h2>
      <Counts
        title={say('where.languages')}
        none={say('where.noLanguages')}
        of={languages}
        name={language}
        open={open && ((lang) => open({ lang }))}
      />
      <Counts
        title={say('where.places')}
        none={say('where.noPlaces')}
        of={places}
        open={open && ((place) => open({ place }))}
      />
      <Counts
        title={say('where.networks')}
        none={say('where.noNetworks')}
        of={networks}
        open={open && ((network) => open({ network }))}
      />
      <Traced trace={trace} />
    </section>
  )
}

type CountsProps = {
  title: string
  none: string
  of: Where['places']
  name?: (name: string) => string
  open: ((value: NonNullable<Behind['place']>) => void) | undefined
}

const shownMax = 8

function Counts({ title, none, of, name = (same) => same, open }: CountsProps): ReactElement {
  const most = Math.max(1, ...of.map(({ posts }) => posts))
  return (
    <div>
      <h3>{title}</h3>
      {of.length === 0 && <p className="small muted">{none}</p>}
      <ul className="counts">
        {of.slice(0, shownMax).map((one) => (
          <li key={one.name}>
            <span>{name(one.name)}</span>
            <i aria-hidden="true">
              <i style={{ width: `${(one.posts / most) * 100}%` }} />
            </i>
            <Counted count={one.posts} what={name(one.name)} onOpen={open && (() => open(one.name))} />
          </li>
        ))}
      </ul>
    </div>
  )
}

import type { ReactElement } from 'react'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { Samples } from '#roles/reactions/web/announcement/Samples.tsx'
import { Traced } from '#roles/reactions/web/announcement/Traced.tsx'
import { useReactionWords } from '#roles/reactions/web/words.ts'

/** Posts that say another date, hour, amount or place than we did: it may be a misreading, and a person looks. */
export function Misread({ analysis }: PartProps): ReactElement {
  const words = useReactionWords()
  const { say, list } = words
  const { items, checked, trace } = analysis.misreadings
  const nowMs = Date.parse(analysis.at)
  return (
    <section className="card pane stack misread" aria-labelledby="misread-title">
      <h2 id="misread-title">{say('misread.title')}</h2>
      {checked.length === 0 && <p className="muted">{say('misread.nothingToCheck')}</p>}
      {checked.length > 0 && items.length === 0 && (
        <p className="muted">{say('misread.none', { facts: list(checked.map(({ said }) => said)) })}</p>
      )}
      <ul className="stack">
        {items.map((item) => (
          <li key={`${item.about} ${item.stated}`} className="stack tight">
            <p>
              {words.rich('misread.line', {
                about: say(`misread.about.${item.about}`),
                stated: item.stated,
                said: list(item.said),
                count: item.authors,
              })}
            </p>
            <Samples samples={item.samples} posts={item.posts} terms={[item.stated]} nowMs={nowMs} />
          </li>
        ))}
      </ul>
      {items.length > 0 && <p className="small muted">{say('misread.may')}</p>}
      <Traced trace={trace} />
    </section>
  )
}

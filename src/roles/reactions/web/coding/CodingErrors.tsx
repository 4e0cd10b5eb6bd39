import type { ReactElement } from 'react'
import type { CodingState } from '#roles/reactions/coding/contract.ts'
import { monthWords, useReactionWords } from '#roles/reactions/web/words.ts'
import { IntervalDots } from '#web/parts/Chart/IntervalDots.tsx'

/** How often the tool was right, by language, from the newest check that says it; where too little was labelled, that. */
export function CodingErrors({ state }: { state: CodingState }): ReactElement | null {
  const words = useReactionWords()
  const { say, percent, language } = words
  const { errors, tooLittle } = state
  if (errors.length === 0 && tooLittle.length === 0)
    return <p className="muted">{say('coding.unmeasured')}</p>
  return (
    <section className="card pane stack" aria-labelledby="errors-title">
      <h2 id="errors-title">{say('coding.errors')}</h2>
      <IntervalDots
        label={say('coding.errors')}
        sentence={<p>{say('coding.errorsWhat')}</p>}
        reference={1}
        referenceName={say('coding.always')}
        format={percent}
        rows={[
          ...errors.map(({ lang, rightOf1, lowOf1, highOf1, month, n }) => ({
            id: lang,
            name: (
              <>
                <b>{language(lang)}</b>{' '}
                <span className="small muted">
                  {say('coding.of', { month: monthWords(month, words), count: n })}
                </span>
              </>
            ),
            interval: { value: rightOf1, low: lowOf1, high: highOf1 },
          })),
          ...tooLittle.map(({ lang, n }) => ({
            id: lang,
            name: <b>{language(lang)}</b>,
            why: say('coding.tooLittle', { count: n }),
          })),
        ]}
      />
      {errors.map(({ lang }) => (
        <Confusion key={lang} lang={lang} state={state} />
      ))}
    </section>
  )
}

const tools = ['positive', 'neutral', 'negative', 'unsure'] as const
const hands = ['positive', 'neutral', 'negative', 'cannot-say'] as const

function Confusion({ lang, state }: { lang: string; state: CodingState }): ReactElement {
  const { say, language } = useReactionWords()
  const count = (tool: string, hand: string): number =>
    state.confusion.find((one) => one.lang === lang && one.tool === tool && one.hand === hand)?.posts ?? 0
  return (
    <details className="samples">
      <summary>{say('coding.confusion', { lang: language(lang) })}</summary>
      <div
        className="table-box"
        tabIndex={0}
        role="region"
        aria-label={say('coding.confusion', { lang: language(lang) })}
      >
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say('coding.tool')}</th>
              {hands.map((hand) => (
                <th key={hand} scope="col" className="n">
                  {say(`coding.label.${hand}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tools.map((tool) => (
              <tr key={tool}>
                <th scope="row">{say(`tone.name.${tool}`)}</th>
                {hands.map((hand) => (
                  <td key={hand} className="n">
                    {count(tool, hand)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

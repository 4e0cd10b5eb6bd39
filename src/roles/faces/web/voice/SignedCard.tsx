import type { ReactElement } from 'react'
import { useVoiceWords } from '#roles/faces/web/voice/words.ts'
import type { Voice } from '#roles/faces/voice/contract.ts'
import { ChartFigure } from '#web/parts/Chart/ChartFigure.tsx'

/** How much of what was published carries a person's line: about all of it together, never about one person. */
export function SignedCard({ voice: { signed, least } }: { voice: Voice }): ReactElement {
  const { say, percent, number } = useVoiceWords()
  const isTold = signed.of >= least
  const share = signed.of === 0 ? 0 : signed.part / signed.of
  return (
    <section className="card pane stack" aria-labelledby="signed">
      <h2 id="signed">{say('signed.title')}</h2>
      {isTold ? (
        <ChartFigure
          sentence={say('signed.sentence', { share: percent(share), part: signed.part, of: signed.of })}
          label={say('signed.title')}
          coverage={say('signed.coverage')}
          picture={
            <div className="signed-bar" aria-hidden="true">
              <span style={{ inlineSize: `${share * 100}%` }} />
            </div>
          }
          table={
            <table className="table">
              <caption className="unseen">{say('signed.title')}</caption>
              <tbody>
                <tr>
                  <th scope="row">{say('signed.with')}</th>
                  <td className="n">{number(signed.part)}</td>
                </tr>
                <tr>
                  <th scope="row">{say('signed.without')}</th>
                  <td className="n">{number(signed.of - signed.part)}</td>
                </tr>
              </tbody>
            </table>
          }
        />
      ) : (
        <p>{say('signed.tooLittle', { count: signed.of, least })}</p>
      )}
    </section>
  )
}

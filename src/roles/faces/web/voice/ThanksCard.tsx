import type { ReactElement } from 'react'
import { MonthBars } from '#roles/faces/web/voice/MonthBars.tsx'
import { monthWords } from '#roles/faces/web/voice/months.ts'
import { networkList } from '#roles/faces/web/voice/WaitingCard.tsx'
import { useVoiceWords } from '#roles/faces/web/voice/words.ts'
import type { MonthOfThanks, Voice } from '#roles/faces/voice/contract.ts'
import { ChartFigure } from '#web/parts/Chart/ChartFigure.tsx'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'

/** How many of those who answered us thanked us, by month. */
export function ThanksCard({ voice: { heard, least } }: { voice: Voice }): ReactElement {
  const words = useVoiceWords()
  const { say } = words
  const { total, months, networks } = heard.thanks
  const { of, thanked, unsure, unread } = total
  const heardOn = {
    list: networkList(networks, words),
    date: words.day(heard.countedSince),
  }
  return (
    <section className="card pane stack" aria-labelledby="thanks">
      <h2 id="thanks">{say('thanks.title')}</h2>
      {of === 0 ? (
        <p>{say('thanks.none', heardOn)}</p>
      ) : (
        <ChartFigure
          sentence={
            of < least ? say('thanks.tooFew', { of, least }) : say('thanks.sentence', { of, thanked })
          }
          label={say('thanks.label')}
          coverage={
            <>
              {say('thanks.unsure', { unsure })} {unread > 0 && `${say('thanks.unread', { unread })} `}
              {say('thanks.coverage', heardOn)} <CoverageWords note={heard.coverage} />
            </>
          }
          picture={<ThanksBars months={months} least={least} />}
          table={<ThanksTable months={months} />}
        />
      )}
      <p className="small muted">{say('thanks.method')}</p>
    </section>
  )
}

function ThanksBars({ months, least }: { months: readonly MonthOfThanks[]; least: number }): ReactElement {
  const { say } = useVoiceWords()
  return (
    <MonthBars
      months={months.map(({ month, of, thanked }) =>
        of < least
          ? { month, words: say('wait.few', { count: of, least }) }
          : { month, bar: thanked / of, words: say('thanks.bar', { thanked, of }) },
      )}
    />
  )
}

function ThanksTable({ months }: { months: readonly MonthOfThanks[] }): ReactElement {
  const { say, tag, number } = useVoiceWords()
  return (
    <table className="table">
      <caption className="unseen">{say('thanks.label')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('grade.month')}</th>
          {(['of', 'thanked', 'unsure', 'unread'] as const).map((column) => (
            <th key={column} scope="col" className="n">
              {say(`thanks.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, of, thanked, unsure, unread }) => (
          <tr key={month}>
            <th scope="row">{monthWords(month, tag)}</th>
            <td className="n">{number(of)}</td>
            <td className="n">{number(thanked)}</td>
            <td className="n">{number(unsure)}</td>
            <td className="n">{number(unread)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

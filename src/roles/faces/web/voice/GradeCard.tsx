import type { ReactElement } from 'react'
import { MonthBars } from '#roles/faces/web/voice/MonthBars.tsx'
import { languagesOf, monthWords, trendOf } from '#roles/faces/web/voice/months.ts'
import { useVoiceWords } from '#roles/faces/web/voice/words.ts'
import type { Voice, VoiceMonth } from '#roles/faces/voice/contract.ts'
import { ChartFigure } from '#web/parts/Chart/ChartFigure.tsx'

/** School years shown at most: the scale of the grade ends there. */
const gradeMax = 20

/** How plain what was published is, month by month and language by language. */
export function GradeCard({ voice }: { voice: Voice }): ReactElement {
  const words = useVoiceWords()
  const { say } = words
  const languages = languagesOf(voice)
  const unread = voice.unread.map(({ language }) => words.language(language))
  return (
    <section className="card pane stack" aria-labelledby="plain">
      <h2 id="plain">{say('grade.title')}</h2>
      {languages.map((language, at) => (
        <OneLanguage
          key={language}
          language={language}
          hasKey={at === 0}
          months={voice.months.filter((one) => one.language === language)}
        />
      ))}
      {languages.length === 0 && <p>{say('grade.none')}</p>}
      {unread.length > 0 && (
        <p className="small muted">{say('grade.unread', { languages: words.list(unread) })}</p>
      )}
      <p className="small muted">{say('grade.method')}</p>
    </section>
  )
}

type Props = { language: string; months: readonly VoiceMonth[]; hasKey: boolean }

function OneLanguage({ language, months, hasKey }: Props): ReactElement {
  const words = useVoiceWords()
  const { say } = words
  const name = words.language(language)
  const last = months.findLast(({ grade }) => grade !== undefined)
  const trend = trendOf(months)
  const sentence =
    last?.grade === undefined
      ? say('grade.tooLittle', { language: name })
      : say('grade.sentence', {
          language: name,
          month: monthWords(last.month, words.tag),
          grade: words.number(last.grade, 1),
        })
  return (
    <ChartFigure
      sentence={`${sentence}${trend === undefined ? '' : ` ${say(`grade.trend.${trend}`)}`}`}
      label={say('grade.label', { language: name })}
      hasKey={hasKey}
      coverage={say('grade.coverage', { count: months.reduce((sum, { texts }) => sum + texts, 0) })}
      picture={<Bars months={months} />}
      table={<MonthTable months={months} label={say('grade.label', { language: name })} />}
    />
  )
}

function Bars({ months }: { months: readonly VoiceMonth[] }): ReactElement {
  const { say, number } = useVoiceWords()
  return (
    <MonthBars
      months={months.map(({ month, grade }) =>
        grade === undefined
          ? { month, words: say('grade.few') }
          : { month, bar: grade / gradeMax, words: number(grade, 1) },
      )}
    />
  )
}

function MonthTable({ months, label }: { months: readonly VoiceMonth[]; label: string }): ReactElement {
  const { say, tag, number } = useVoiceWords()
  return (
    <table className="table">
      <caption className="unseen">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{say('grade.month')}</th>
          <th scope="col" className="n">
            {say('grade.grade')}
          </th>
          <th scope="col" className="n">
            {say('grade.texts')}
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, grade, texts }) => (
          <tr key={month}>
            <th scope="row">{monthWords(month, tag)}</th>
            <td className="n">{grade === undefined ? say('grade.few') : number(grade, 1)}</td>
            <td className="n">{number(texts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

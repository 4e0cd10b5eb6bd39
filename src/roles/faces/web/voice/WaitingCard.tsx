import type { ReactElement } from 'react'
import { MonthBars } from '#roles/faces/web/voice/MonthBars.tsx'
import { monthWords } from '#roles/faces/web/voice/months.ts'
import { waitWords } from '#roles/faces/web/voice/wait-words.ts'
import { useVoiceWords } from '#roles/faces/web/voice/words.ts'
import { answeredWithinDays, type MonthOfWaits, type Voice, type Waits } from '#roles/faces/voice/contract.ts'
import { ChartFigure } from '#web/parts/Chart/ChartFigure.tsx'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'
import { networkWord } from '#web/network-word.ts'

/** How long people wait for an answer of a person: questions of sessions, and answers to us on networks. Never by person or account. */
export function WaitingCard({ voice }: { voice: Voice }): ReactElement {
  const words = useVoiceWords()
  const { say } = words
  return (
    <section className="card pane stack" aria-labelledby="waiting">
      <h2 id="waiting">{say('waiting.title')}</h2>
      <Questions voice={voice} />
      <Networks voice={voice} />
      <p className="small muted">{say('waiting.method')}</p>
      <p className="small muted">{say('waiting.methodCount')}</p>
    </section>
  )
}

function Questions({ voice: { heard, least } }: { voice: Voice }): ReactElement {
  const words = useVoiceWords()
  const { say } = words
  const { total, months, aside } = heard.questions
  if (total.of === 0) return <p>{say('questions.none')}</p>
  return (
    <ChartFigure
      sentence={questionsSentence(total, least, words)}
      label={say('questions.label')}
      coverage={say('questions.coverage', { of: total.of, answered: total.answered, aside })}
      picture={<WaitBars months={months} behind={({ of }) => of} least={least} />}
      table={<WaitTable months={months} label={say('questions.label')} of={say('questions.of')} />}
    />
  )
}

function Networks({ voice: { heard, least } }: { voice: Voice }): ReactElement {
  const words = useVoiceWords()
  const { say } = words
  const { total, months, unknown } = heard.networks
  const since = say('networks.since', { date: words.day(heard.countedSince) })
  const coverage = (
    <>
      {say('networks.coverage')} {since}{' '}
      {unknown.length > 0 && `${say('networks.unknown', { list: networkList(unknown, words) })} `}
      <CoverageWords note={heard.coverage} />
    </>
  )
  if (total.of === 0)
    return (
      <div>
        <p>{say('networks.none')}</p>
        <p className="small muted">{coverage}</p>
      </div>
    )
  return (
    <ChartFigure
      sentence={networksSentence(total, least, words)}
      label={say('networks.label')}
      coverage={coverage}
      picture={<WaitBars months={months} behind={({ answered }) => answered} least={least} />}
      table={<WaitTable months={months} label={say('networks.label')} of={say('networks.of')} />}
    />
  )
}

type VoiceWords = ReturnType<typeof useVoiceWords>

function questionsSentence({ of, answered, ...times }: Waits, least: number, words: VoiceWords): string {
  const { say } = words
  if (of < least) return say('questions.tooFew', { of, least })
  if (times.halfS === undefined) return say('questions.noHalf', { of, answered })
  return `${say('questions.sentence', { of, half: waitWords(times.halfS, words) })} ${nineWords(times.nineTenthsS, words)}`
}

function networksSentence({ of, answered, ...times }: Waits, least: number, words: VoiceWords): string {
  const { say } = words
  const counts = say('networks.counts', { of, answered, days: answeredWithinDays })
  if (times.halfS === undefined) return `${counts} ${say('networks.tooFew', { answered, least })}`
  const half = say('networks.half', { half: waitWords(times.halfS, words) })
  return `${counts} ${half} ${nineWords(times.nineTenthsS, words)}`
}

function nineWords(nineTenthsS: number | undefined, words: VoiceWords): string {
  return nineTenthsS === undefined
    ? words.say('wait.noNine')
    : words.say('wait.nine', { nine: waitWords(nineTenthsS, words) })
}

/** Networks with how many answers came there: `Bluesky (12) and Mastodon (3)`. */
export function networkList(
  some: readonly { network: string; answers: number }[],
  words: VoiceWords,
): string {
  return words.list(some.map((one) => `${networkWord(one, words)} (${words.number(one.answers)})`))
}

type BarsProps = { months: readonly MonthOfWaits[]; behind: (one: Waits) => number; least: number }

function WaitBars({ months, behind, least }: BarsProps): ReactElement {
  const words = useVoiceWords()
  const longest = Math.max(1, ...months.map(({ halfS }) => halfS ?? 0))
  return (
    <MonthBars
      months={months.map(({ month, ...one }) => {
        if (one.halfS !== undefined)
          return { month, bar: one.halfS / longest, words: waitWords(one.halfS, words) }
        const count = behind(one)
        return { month, words: words.say(count < least ? 'wait.few' : 'wait.noHalf', { count, least }) }
      })}
    />
  )
}

type TableProps = { months: readonly MonthOfWaits[]; label: string; of: string }

function WaitTable({ months, label, of }: TableProps): ReactElement {
  const words = useVoiceWords()
  const { say, tag, number } = words
  const time = (seconds: number | undefined): string =>
    seconds === undefined ? say('wait.untold') : waitWords(seconds, words)
  return (
    <table className="table">
      <caption className="unseen">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{say('grade.month')}</th>
          <th scope="col" className="n">
            {of}
          </th>
          <th scope="col" className="n">
            {say('wait.answered')}
          </th>
          <th scope="col" className="n">
            {say('wait.halfColumn')}
          </th>
          <th scope="col" className="n">
            {say('wait.nineColumn')}
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map((one) => (
          <tr key={one.month}>
            <th scope="row">{monthWords(one.month, tag)}</th>
            <td className="n">{number(one.of)}</td>
            <td className="n">{number(one.answered)}</td>
            <td className="n">{time(one.halfS)}</td>
            <td className="n">{time(one.nineTenthsS)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

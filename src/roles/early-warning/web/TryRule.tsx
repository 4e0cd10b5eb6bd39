import { useMutation } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { WouldHaveMatched } from '#listening/contract.ts'
import { TryWeeks } from '#roles/early-warning/web/attention/TryWeeks.tsx'
import { tryRule } from '#roles/early-warning/web/data.ts'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'
import { PostItem } from '#web/parts/Post/PostItem.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

const dayChoices = [1, 7, 30]

/** What a rule would have matched in the posts we kept, before anybody relies on it. */
export function TryRule({ rule }: { rule: string }): ReactElement {
  const { say } = useWatchWords()
  const [days, setDays] = useState('7')
  const trial = useMutation({ mutationFn: () => tryRule(rule.trim(), Number(days)) })
  return (
    <div className="stack">
      <section className="card pane tried">
        <h2>{say('try.title')}</h2>
        <p className="small muted">{say('try.what')}</p>
        <div className="row end-line">
          <SelectField
            name="days"
            label={say('try.days')}
            value={days}
            onChange={setDays}
            options={dayChoices.map((count) => ({
              value: String(count),
              label: say('try.dayChoice', { count }),
            }))}
          />
          <Button onPress={() => trial.mutate()} isDisabled={rule.trim() === '' || trial.isPending}>
            {say('try.go')}
          </Button>
        </div>
        <div role="status" className="stack">
          {trial.error && <ProblemNotice error={trial.error} />}
          {trial.data && <Answer answer={trial.data} />}
        </div>
      </section>
      <TryWeeks rule={rule} />
    </div>
  )
}

function Answer({ answer }: { answer: WouldHaveMatched }): ReactElement {
  const words = useWatchWords()
  return (
    <>
      <p className="big">
        {words.rich('try.matched', {
          matched: answer.matched,
          of: words.number(answer.of),
          people: answer.authors,
        })}
      </p>
      <p className="muted">{words.say('try.perDay', { perDay: words.number(answer.perDay, 1) })}</p>
      <p className="small muted">
        <CoverageWords note={answer.coverage} />
      </p>
      {answer.samples.length > 0 && (
        <ol className="post-list">
          {answer.samples.map((post) => (
            <li key={post.id}>
              <PostItem post={post} nowMs={Date.now()} />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

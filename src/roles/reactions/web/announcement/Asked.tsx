import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Question } from '#roles/reactions/analysis/contract.ts'
import { isWebAddress } from '#roles/reactions/web/announcement-draft.ts'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { Samples } from '#roles/reactions/web/announcement/Samples.tsx'
import { Traced } from '#roles/reactions/web/announcement/Traced.tsx'
import { analysisQuery, markAnswered } from '#roles/reactions/web/data.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { useMay } from '#web/desk.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

const shownFirst = 8

/** What people ask: unanswered first, each with the posts that ask it and a way to say where it was answered. */
export function Asked({ announcement, analysis, open, isFrozen = false }: PartProps): ReactElement {
  const { say } = useReactionWords()
  const mayMark = useMay('triage') && !isFrozen
  const [isAll, setIsAll] = useState(false)
  const { questions, trace } = analysis.questions
  const shown = isAll ? questions : questions.slice(0, shownFirst)
  return (
    <section className="card pane stack asked" aria-labelledby="asked-title">
      <h2 id="asked-title">{say('asked.title')}</h2>
      {questions.length === 0 && <p className="muted">{say('asked.none')}</p>}
      <ol>
        {shown.map((question) => (
          <Line
            key={question.id}
            question={question}
            announcementId={announcement.id}
            mayMark={mayMark}
            nowMs={Date.parse(analysis.at)}
          />
        ))}
      </ol>
      <div className="row">
        {questions.length > shown.length && (
          <Button small onPress={() => setIsAll(true)}>
            {say('asked.all', { count: questions.length })}
          </Button>
        )}
        {open && questions.length > 0 && (
          <Button small look="quiet" onPress={() => open({ asks: 'yes' })}>
            {say('asked.posts')}
          </Button>
        )}
      </div>
      <Traced trace={trace} />
    </section>
  )
}

type LineProps = { question: Question; announcementId: string; mayMark: boolean; nowMs: number }

function Line({ question, announcementId, mayMark, nowMs }: LineProps): ReactElement {
  const { say, number } = useReactionWords()
  const [isMarking, setIsMarking] = useState(false)
  const { state, answer, authors, posts } = question
  return (
    <li>
      <p className="count">
        <b>{number(authors)}</b>
        <span className="unseen"> {say('asked.people', { count: authors })}</span>
      </p>
      <div className="stack tight">
        {question.text === '' ? (
          <p className="muted">{say('asked.gone')}</p>
        ) : (
          <p lang={question.lang} dir="auto">
            {question.text}
          </p>
        )}
        {answer && (
          <p className="small muted">
            {say(`asked.by.${answer.by}`, { name: answer.name })} <Time at={answer.at} nowMs={nowMs} />{' '}
            {answer.url && (
              <a href={answer.url} target="_blank" rel="noreferrer noopener nofollow">
                {say('asked.seeAnswer')}
              </a>
            )}
          </p>
        )}
        <Samples samples={question.samples} posts={posts} nowMs={nowMs} />
        {mayMark && !isMarking && state === 'unanswered' && (
          <div>
            <Button small onPress={() => setIsMarking(true)}>
              {say('asked.mark')}
            </Button>
          </div>
        )}
        {mayMark && answer?.by === 'person' && <Unmark question={question} announcementId={announcementId} />}
        {isMarking && state === 'unanswered' && (
          <MarkForm question={question} announcementId={announcementId} onDone={() => setIsMarking(false)} />
        )}
      </div>
      <Badge look={state === 'answered' ? 'ok' : 'danger'}>{say(`asked.state.${state}`)}</Badge>
    </li>
  )
}

function useMark(announcementId: string, questionId: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (url: string | undefined) => markAnswered(announcementId, questionId, url),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: analysisQuery(announcementId).queryKey })
      onDone()
    },
  })
}

function MarkForm(props: { question: Question; announcementId: string; onDone: () => void }): ReactElement {
  const { say } = useReactionWords()
  const [url, setUrl] = useState('')
  const mark = useMark(props.announcementId, props.question.id, props.onDone)
  const tries = useTries({ answerUrl: isWebAddress(url.trim()) ? undefined : say('asked.wrongUrl') })
  return (
    <Form
      label={say('asked.mark')}
      tries={tries}
      act={mark}
      press={say('asked.markIt')}
      onSubmit={() => mark.mutate(url.trim())}
      onCancel={props.onDone}
    >
      <TextField
        name="answerUrl"
        label={say('asked.where')}
        value={url}
        onChange={setUrl}
        lengthMax={2000}
        spellCheck={false}
        autoFocus
        error={tries.errorOf('answerUrl')}
      />
    </Form>
  )
}

function Unmark({ question, announcementId }: { question: Question; announcementId: string }): ReactElement {
  const { say } = useReactionWords()
  const mark = useMark(announcementId, question.id, () => undefined)
  return (
    <div>
      {mark.error && <ProblemNotice error={mark.error} />}
      <Button small look="quiet" onPress={() => mark.mutate(undefined)} isDisabled={mark.isPending}>
        {say('asked.unmark')}
      </Button>
    </div>
  )
}

import { useState, type ReactElement } from 'react'
import type { Question, Queue } from '#roles/faces/questions/contract.ts'
import { AnswerForm } from '#roles/faces/web/questions/AnswerForm.tsx'
import { questionActs, useQuestionAct } from '#roles/faces/web/questions/data.ts'
import { ReasonDialog } from '#roles/faces/web/questions/ReasonDialog.tsx'
import { SortDialog } from '#roles/faces/web/questions/SortDialog.tsx'
import { useQuestionWords, type QuestionWords } from '#roles/faces/web/questions/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

type Props = { question: Question; queue: Queue }

/** One question: who asked what, how it stands, and what can be done about it. */
export function QuestionCard({ question, queue }: Props): ReactElement {
  const words = useQuestionWords()
  const { say } = words
  const [isAnswering, setAnswering] = useState(false)
  return (
    <article className="card pane stack tight">
      <blockquote className="question-words" lang={question.language}>
        {question.words ?? <span className="muted">{say('gone')}</span>}
      </blockquote>
      <p className="small muted">
        {originWords(question, words)} · <Time at={question.askedAt} nowMs={Date.parse(queue.at)} />
        {question.times > 1 && <> · {say('times', { times: question.times })}</>}
        {question.takenBy && question.state !== 'answered' && (
          <> · {say('taken', { name: question.takenBy.name })}</>
        )}
        {question.post?.url && (
          <>
            {' · '}
            <a href={question.post.url} target="_blank" rel="noreferrer">
              {say('openPost')}
            </a>
          </>
        )}
      </p>
      {question.returned && <p className="wrong-words">{say('returned', { reason: question.returned })}</p>}
      {!isAnswering && <Standing question={question} queue={queue} />}
      {isAnswering ? (
        <AnswerForm question={question} queue={queue} onClose={() => setAnswering(false)} />
      ) : (
        <Acts question={question} queue={queue} onAnswer={() => setAnswering(true)} />
      )}
    </article>
  )
}

function originWords({ origin, asker, post }: Question, { say }: QuestionWords): string {
  if (origin === 'post') return say('by.post', { network: post?.network ?? '…' })
  if (origin === 'hand') return say('by.hand')
  return asker === undefined ? say('by.form') : say('by.formName', { name: asker })
}

/** What waits to go out, or is out, word for word. */
function Standing({ question, queue }: Props): ReactElement | null {
  const { say, language: named } = useQuestionWords()
  const { state, shown, answer, why, mergedInto } = question
  if (state === 'set-aside') return <p>{say(`aside.${asideOf(why)}`)}</p>
  if (state === 'merged')
    return (
      <p>{say('merged', { words: queue.questions.find(({ id }) => id === mergedInto)?.words ?? '…' })}</p>
    )
  if (state === 'withdrawn') return <p>{say('withdrawn', { why: why ?? '' })}</p>
  const texts =
    state === 'drafted'
      ? shown
      : (['en', 'fr'] as const).flatMap((language) => {
          const text = answer?.[language]
          return text === undefined ? [] : [{ language, text }]
        })
  if (texts.length === 0) return null
  return (
    <div className="answer-texts">
      {state === 'drafted' && <p className="small muted">{say('goesOut')}</p>}
      {texts.map(({ language, text }) => (
        <div key={language}>
          <p className="small muted">{named(language)}</p>
          <p className="answer-text" lang={language}>
            {text}
          </p>
        </div>
      ))}
    </div>
  )
}

const asides = ['off-topic', 'personal', 'house-rules', 'no-question', 'elsewhere'] as const

function asideOf(why: string | undefined): (typeof asides)[number] {
  return asides.find((one) => one === why) ?? 'elsewhere'
}

function Acts({ question, queue, onAnswer }: Props & { onAnswer: () => void }): ReactElement {
  const { say } = useQuestionWords()
  const { id, state, may, isApproved } = question
  const [open, setOpen] = useState<'aside' | 'merged' | 'withdraw'>()
  const approve = useQuestionAct(
    () =>
      questionActs.approve(id, {
        shown: question.shown.map(({ language, sha256 }) => ({ language, sha256 })),
      }),
    { said: say('approved') },
  )
  const publish = useQuestionAct(() => questionActs.publish(id), { said: say('approved') })
  const toQueue = useQuestionAct(() => questionActs.sort(id, { to: 'new' }), { said: say('saved') })
  const isOpen = state === 'new' || state === 'drafted'
  const error = approve.error ?? publish.error ?? toQueue.error
  const isBusy = approve.isPending || publish.isPending || toQueue.isPending
  return (
    <>
      {error && <ProblemNotice error={error} />}
      {state === 'drafted' && !isApproved && !may.approve && <p className="small muted">{say('waits')}</p>}
      <div className="row">
        {state === 'drafted' && !isApproved && may.approve && (
          <Button look="primary" isDisabled={isBusy} onPress={() => approve.mutate(undefined)}>
            {say('approve')}
          </Button>
        )}
        {state === 'drafted' && isApproved && may.publish && (
          <Button look="primary" isDisabled={isBusy} onPress={() => publish.mutate(undefined)}>
            {say('publish')}
          </Button>
        )}
        {may.write && (isOpen || state === 'answered' || state === 'withdrawn') && (
          <Button look={state === 'new' ? 'primary' : 'plain'} onPress={onAnswer}>
            {say(state === 'new' ? 'answer' : 'correct')}
          </Button>
        )}
        {may.write && isOpen && <Button onPress={() => setOpen('aside')}>{say('aside')}</Button>}
        {may.write && isOpen && queue.questions.length > 1 && (
          <Button look="quiet" onPress={() => setOpen('merged')}>
            {say('same')}
          </Button>
        )}
        {may.write && (state === 'set-aside' || state === 'merged') && (
          <Button isDisabled={isBusy} onPress={() => toQueue.mutate(undefined)}>
            {say('toQueue')}
          </Button>
        )}
        {may.publish && state === 'answered' && (
          <Button look="quiet" onPress={() => setOpen('withdraw')}>
            {say('withdraw')}
          </Button>
        )}
      </div>
      {open === 'withdraw' && <ReasonDialog what="withdraw" id={id} onClose={() => setOpen(undefined)} />}
      {(open === 'aside' || open === 'merged') && (
        <SortDialog to={open} question={question} queue={queue} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}

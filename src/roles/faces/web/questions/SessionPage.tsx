import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { z } from 'zod'
import type { Question, QuestionState, Queue } from '#roles/faces/questions/contract.ts'
import { queueQuery } from '#roles/faces/web/questions/data.ts'
import { NoteDialog } from '#roles/faces/web/questions/NoteDialog.tsx'
import { QuestionCard } from '#roles/faces/web/questions/QuestionCard.tsx'
import { ReasonDialog } from '#roles/faces/web/questions/ReasonDialog.tsx'
import { SessionDialog } from '#roles/faces/web/questions/SessionDialog.tsx'
import { StateBadge } from '#roles/faces/web/questions/StateBadge.tsx'
import { useNewQuestions } from '#roles/faces/web/questions/use-new-questions.ts'
import { useQuestionWords } from '#roles/faces/web/questions/words.ts'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { PlaceLinks } from '#web/parts/PlaceLinks/PlaceLinks.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Questions.css'

const shown = ['new', 'drafted', 'answered', 'aside'] as const
const Search = z.object({ show: z.enum(shown).catch('new') })
type Shown = (typeof shown)[number]

const statesOf: Readonly<Record<Shown, readonly QuestionState[]>> = {
  new: ['new'],
  drafted: ['drafted'],
  answered: ['answered', 'withdrawn'],
  aside: ['set-aside', 'merged'],
}

/** While a session is live its questions are read again so often. */
const readEveryMs = 5000

/** One session: its queue, and what can be done about each question. */
export function SessionPage(): ReactElement {
  const { say } = useQuestionWords()
  const { id = '' } = useParams({ strict: false })
  const { data, error, isPending, refetch } = useQuery({ ...queueQuery(id), refetchInterval: readEveryMs })
  const { locale } = useQuestionWords()
  usePageTitle(data?.session.title[locale])
  useNewQuestions(data)
  return (
    <div className="stack wide">
      <p className="back">
        <Link to="/directory/questions">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('back')}
        </Link>
      </p>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={6} />}
      {data && <Head queue={data} />}
      {data && <Questions queue={data} />}
    </div>
  )
}

function Head({ queue: { session, at } }: { queue: Queue }): ReactElement {
  const { say, when, locale } = useQuestionWords()
  const mayPublish = useMay('publish')
  const mayWrite = useMay('write')
  const [open, setOpen] = useState<'change' | 'cancel' | 'note'>()
  const nowMs = Date.parse(at)
  const begins = when(session.beginsAt, nowMs)
  const ends = when(session.endsAt, nowMs)
  const address = `${location.origin}${session.pages[locale]}`
  const about = say('tellWords', {
    ...{ title: session.title[locale], lede: session.lede[locale], begins, ends, address },
  })
  const isGoingOn = session.state !== 'over' && session.state !== 'cancelled'
  const close = (): void => setOpen(undefined)
  return (
    <header className="stack tight">
      <h1>{session.title[locale]}</h1>
      <p className="row">
        <StateBadge state={session.state} />
        <span className="muted">{say('from', { begins, ends })}</span>
      </p>
      {session.cancelledWhy && <p>{session.cancelledWhy}</p>}
      <div className="row">
        <a className="button" href={session.pages[locale]} target="_blank" rel="noreferrer">
          {say('page')}
        </a>
        {mayWrite && isGoingOn && (
          <Link className="button" to="/publish/new" search={{ about }}>
            {say('tell')}
          </Link>
        )}
        {mayWrite && <Button onPress={() => setOpen('note')}>{say('note')}</Button>}
        {mayPublish && isGoingOn && <Button onPress={() => setOpen('change')}>{say('change')}</Button>}
        {mayPublish && isGoingOn && (
          <Button look="quiet" onPress={() => setOpen('cancel')}>
            {say('cancel')}
          </Button>
        )}
      </div>
      {open === 'change' && <SessionDialog session={session} timeZone={session.timeZone} onClose={close} />}
      {open === 'note' && <NoteDialog sessionId={session.id} onClose={close} />}
      {open === 'cancel' && <ReasonDialog what="cancel" id={session.id} onClose={close} />}
    </header>
  )
}

function Questions({ queue }: { queue: Queue }): ReactElement {
  const { say } = useQuestionWords()
  const { show } = Search.parse(useSearch({ strict: false }))
  const of = (one: Shown): Question[] => queue.questions.filter(({ state }) => statesOf[one].includes(state))
  const some = of(show)
  return (
    <section className="stack">
      <PlaceLinks
        label={say('show.label')}
        places={shown.map((one) => ({
          ...{ key: one, to: '.', search: { show: one }, isHere: one === show },
          label: say(`show.${one}`, { count: of(one).length }),
        }))}
      />
      {some.length === 0 && <Empty why={say(`empty.${show}`)} />}
      <ol className="question-list">
        {some.map((question) => (
          <li key={question.id}>
            <QuestionCard question={question} queue={queue} />
          </li>
        ))}
      </ol>
    </section>
  )
}

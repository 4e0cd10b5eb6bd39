import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Lesson } from '#roles/early-warning/attention/contract.ts'
import { overviewQuery, undoLesson } from '#roles/early-warning/web/attention/data.ts'
import { useAttentionWords } from '#roles/early-warning/web/attention/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** What is held back: what, since when, by whom, because of which story, how many posts; each can be undone by itself. */
export function Lessons({ lessons, nowMs }: { lessons: readonly Lesson[]; nowMs: number }): ReactElement {
  const { say } = useAttentionWords()
  const held = lessons.filter((lesson) => lesson.undone === undefined)
  const undone = lessons.filter((lesson) => lesson.undone !== undefined)
  return (
    <section className="card pane stack" aria-labelledby="lessons-title">
      <h2 id="lessons-title">{say('attention.lessons.title')}</h2>
      <p className="muted">{say(held.length === 0 ? 'attention.lessons.none' : 'attention.lessons.lede')}</p>
      {held.length > 0 && <Held held={held} nowMs={nowMs} />}
      {undone.length > 0 && <Undone undone={undone} />}
    </section>
  )
}

function Held({ held, nowMs }: { held: readonly Lesson[]; nowMs: number }): ReactElement {
  const words = useAttentionWords()
  const { say } = words
  const mayTriage = useMay('triage')
  const undo = useUndo()
  return (
    <>
      {undo.error && <ProblemNotice error={undo.error} />}
      <table className="table lessons">
        <thead>
          <tr>
            <th scope="col">{say('attention.lessons.what')}</th>
            <th scope="col">{say('attention.lessons.since')}</th>
            <th scope="col">{say('attention.lessons.by')}</th>
            <th scope="col">{say('attention.lessons.why')}</th>
            <th scope="col" className="n">
              {say('attention.lessons.posts')}
            </th>
            {mayTriage && <th scope="col">{say('attention.lessons.act')}</th>}
          </tr>
        </thead>
        <tbody>
          {held.map((lesson) => (
            <tr key={lesson.id}>
              <th scope="row">
                <span className="small muted">{say(`attention.lessons.kind.${lesson.kind}`)}</span>{' '}
                {lesson.value}
              </th>
              <td data-label={say('attention.lessons.since')}>
                <Time at={lesson.since} nowMs={nowMs} />
              </td>
              <td data-label={say('attention.lessons.by')}>{lesson.by}</td>
              <td data-label={say('attention.lessons.why')}>
                {lesson.headline ? (
                  <Link to="/now/stories/$id" params={{ id: lesson.storyId }}>
                    {lesson.headline}
                  </Link>
                ) : (
                  <span className="muted">{say('attention.gone')}</span>
                )}
              </td>
              <td className="n" data-label={say('attention.lessons.posts')}>
                {words.number(lesson.posts)}
              </td>
              {mayTriage && (
                <td>
                  <Button
                    small
                    label={say('attention.lessons.undoOne', { what: lesson.value })}
                    isDisabled={undo.isPending}
                    onPress={() => undo.mutate(lesson)}
                  >
                    {say('attention.lessons.undo')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function useUndo() {
  const { say } = useAttentionWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (lesson: Lesson) => undoLesson(lesson.id),
    onSuccess: async (overview, lesson) => {
      queries.setQueryData(overviewQuery.queryKey, overview)
      toasts.say({ text: say('attention.lessons.undone', { what: lesson.value }) })
      await queries.invalidateQueries({ queryKey: ['stories'] })
    },
  })
}

function Undone({ undone }: { undone: readonly Lesson[] }): ReactElement {
  const words = useAttentionWords()
  const { say } = words
  return (
    <details>
      <summary>{`${say('attention.lessons.taken')} (${words.number(undone.length)})`}</summary>
      <ul className="small muted">
        {undone.map((lesson) => (
          <li key={lesson.id}>
            {say('attention.lessons.takenBy', {
              kind: say(`attention.lessons.kind.${lesson.kind}`),
              what: lesson.value,
              by: lesson.undone?.by ?? '',
              day: words.day(lesson.undone?.at ?? lesson.since),
              posts: lesson.posts,
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}

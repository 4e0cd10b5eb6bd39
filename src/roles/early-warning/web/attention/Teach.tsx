import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Teaching } from '#roles/early-warning/attention/contract.ts'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import { teach } from '#roles/early-warning/web/attention/data.ts'
import { useAttentionWords } from '#roles/early-warning/web/attention/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

const termsMax = 6
const othersMax = 4

/** What may be taught on a story: its words, its places, the sources of its samples. */
function reasonsOf(story: StoryCard): Omit<Teaching, 'storyId'>[] {
  const terms = story.terms.filter(({ kind }) => kind !== 'watch' && kind !== 'place').slice(0, termsMax)
  const places = story.places.slice(0, othersMax)
  const sources = [...new Set(story.samples.map(({ source }) => source))].slice(0, othersMax)
  return [
    ...terms.map(({ text }) => ({ kind: 'term' as const, value: text })),
    ...places.map(({ name }) => ({ kind: 'place' as const, value: name })),
    ...sources.map((value) => ({ kind: 'source' as const, value })),
  ]
}

/** Calls a story not important for one reason, which holds back others like it. */
export function Teach({ story }: { story: StoryCard }): ReactElement {
  const { say } = useAttentionWords()
  const queries = useQueryClient()
  const hold = useMutation({
    mutationFn: (reason: Omit<Teaching, 'storyId'>) => teach({ ...reason, storyId: story.id }),
    onSuccess: async (_overview, { value }) => {
      toasts.say({ text: say('attention.teach.done', { value }) })
      await queries.invalidateQueries({ queryKey: ['stories'] })
      await queries.invalidateQueries({ queryKey: ['story', story.id] })
      await queries.invalidateQueries({ queryKey: ['attention'] })
    },
  })
  return (
    <details className="card pane teach">
      <summary>{say('attention.teach.title')}</summary>
      <div className="stack">
        <p className="small muted">{say('attention.teach.lede')}</p>
        {hold.error && <ProblemNotice error={hold.error} />}
        <div className="actions">
          {reasonsOf(story).map(({ kind, value }) => (
            <Button
              key={`${kind} ${value}`}
              small
              isDisabled={hold.isPending}
              onPress={() => hold.mutate({ kind, value })}
            >
              {say(`attention.teach.${kind}`, { value })}
            </Button>
          ))}
        </div>
        <p>
          <Link to="/now/attention">{say('attention.teach.toList')}</Link>
        </p>
      </div>
    </details>
  )
}

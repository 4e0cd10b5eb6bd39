import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Snowflake } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Announcement } from '#roles/reactions/contract.ts'
import { evidenceQuery, freeze } from '#roles/reactions/web/data.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** Frozen evidence: the numbers as they were, with posts as links. One is taken by itself when the time is over. */
export function Kept({ announcement }: { announcement: Announcement }): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const queries = useQueryClient()
  const mayFreeze = useMay('triage')
  const wish = evidenceQuery(announcement.id)
  const { data, error, refetch } = useQuery(wish)
  const take = useMutation({
    mutationFn: () => freeze(announcement.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: wish.queryKey }),
  })
  return (
    <section className="card pane stack" aria-labelledby="kept-title">
      <h2 id="kept-title">{say('kept.title')}</h2>
      <p className="small muted">{say('kept.what')}</p>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {take.error && <ProblemNotice error={take.error} />}
      {data?.evidence.length === 0 && <p>{say('kept.none')}</p>}
      <ul className="stack tight">
        {data?.evidence.map((one) => (
          <li key={one.id}>
            <p>
              <Link to="/reactions/evidence/$id" params={{ id: one.id }}>
                {say(`kept.why.${one.why}`, { name: one.takenBy })}
                {' · '}
                {words.full(one.takenAt)}
              </Link>
            </p>
            <p className="small muted">
              SHA-256 <code>{one.sha256.slice(0, 16)}…</code>
            </p>
          </li>
        ))}
      </ul>
      {mayFreeze && (
        <div>
          <Button small icon={Snowflake} onPress={() => take.mutate()} isDisabled={take.isPending}>
            {say('kept.freeze')}
          </Button>
        </div>
      )}
    </section>
  )
}

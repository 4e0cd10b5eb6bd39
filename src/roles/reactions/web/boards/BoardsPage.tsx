import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { BoardDialog } from '#roles/reactions/web/boards/BoardDialog.tsx'
import { boardsQuery } from '#roles/reactions/web/data.ts'
import { ReactionsNav } from '#roles/reactions/web/ReactionsNav.tsx'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/reactions/web/Reactions.css'

/** Saved sets of watches, each seen side by side over the same time. */
export function BoardsPage(): ReactElement {
  const { say, list } = useReactionWords()
  const boards = useQuery(boardsQuery)
  const mayKeep = useMay('triage')
  const [isAdding, setIsAdding] = useState(false)
  usePageTitle(say('nav.dashboards'))
  const all = boards.data?.dashboards ?? []
  const add = mayKeep && (
    <Button look="primary" icon={Plus} onPress={() => setIsAdding(true)}>
      {say('boards.new')}
    </Button>
  )
  return (
    <div className="stack wide">
      <header>
        <div className="row between">
          <h1>{say('nav.dashboards')}</h1>
          {all.length > 0 && add}
        </div>
        <p className="lede">{say('boards.lede')}</p>
        <ReactionsNav current="/reactions/dashboards" />
      </header>
      {boards.error && <ProblemNotice error={boards.error} onAgain={() => void boards.refetch()} />}
      {boards.isPending && <Skeleton lines={3} />}
      {boards.data && all.length === 0 && (
        <Empty why={say('boards.none')} example={say('boards.noneExample')} action={add} />
      )}
      <ul className="announcements">
        {all.map(({ id, name, watches }) => (
          <li key={id} className="card announcement">
            <h2>
              <Link to="/reactions/dashboards/$id" params={{ id }}>
                {name}
              </Link>
            </h2>
            <p className="small muted">{list(watches.map((watch) => watch.name))}</p>
          </li>
        ))}
      </ul>
      {isAdding && <BoardDialog onClose={() => setIsAdding(false)} />}
    </div>
  )
}

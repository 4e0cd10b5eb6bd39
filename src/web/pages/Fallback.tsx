import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { useProblemWords } from '#web/parts/Notice/Notice.tsx'
import { useWords } from '#web/words.tsx'

/** A page that does not exist. */
export function NotFound(): ReactElement {
  const { say } = useWords()
  usePageTitle(say('notFound.title'))
  return (
    <div className="stack">
      <h1>{say('notFound.title')}</h1>
      <p className="lede">{say('notFound.why')}</p>
      <p>
        <Link to="/now" className="button primary">
          {say('notFound.go')}
        </Link>
      </p>
    </div>
  )
}

/** A page that broke: what happened, what is safe, what to do. */
export function Broken({ error }: { error: unknown }): ReactElement {
  const { say } = useWords()
  const words = useProblemWords()
  return (
    <div className="stack" role="alert">
      <h1>{say('broken.title')}</h1>
      <p className="lede">{words(error)}</p>
      <p>{say('broken.safe')}</p>
      <p>
        <Button look="primary" onPress={() => location.reload()}>
          {say('broken.reload')}
        </Button>
      </p>
    </div>
  )
}

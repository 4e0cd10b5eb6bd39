import { Link } from '@tanstack/react-router'
import { useEffect, useState, type ReactElement } from 'react'
import { isPartGone, whyGone, type WhyGone } from '#web/offline/renewed.ts'
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

/** The same where the frame itself broke, and nothing stands around it. */
export function BrokenAlone({ error }: { error: unknown }): ReactElement {
  return (
    <main className="alone">
      <Broken error={error} />
    </main>
  )
}

/** A page that broke: what happened, what is safe, what to do. */
export function Broken({ error }: { error: unknown }): ReactElement {
  const { say } = useWords()
  const words = useProblemWords()
  if (isPartGone(error)) return <PartGone />
  return (
    <div className="stack" role="alert">
      <h1>{say('broken.title')}</h1>
      <p className="lede">{words(error)}</p>
      <p>{say('broken.safe')}</p>
      <Reload />
    </div>
  )
}

function Reload(): ReactElement {
  const { say } = useWords()
  return (
    <p>
      <Button look="primary" onPress={() => location.reload()}>
        {say('broken.reload')}
      </Button>
    </p>
  )
}

/** A part of the page could not be loaded: after a new build, or without a network. */
function PartGone(): ReactElement {
  const { say } = useWords()
  const [why, setWhy] = useState<WhyGone>('unknown')
  useEffect(() => {
    let isWanted = true
    void whyGone({ fetch, scripts: ownScripts() }).then((found) => isWanted && setWhy(found))
    return () => {
      isWanted = false
    }
  }, [])
  return (
    <div className="stack" role="alert">
      <h1>{say(`gone.${why}`)}</h1>
      <p className="lede">{say('gone.safe')}</p>
      <Reload />
    </div>
  )
}

function ownScripts(): string[] {
  const scripts = document.querySelectorAll<HTMLScriptElement>('script[src^="/assets/"]')
  return Array.from(scripts, ({ src }) => new URL(src).pathname)
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ListedFace } from '#roles/faces/people/contract.ts'
import { facesQuery } from '#roles/faces/web/data.ts'
import { DirectoryNav } from '#roles/faces/web/DirectoryNav.tsx'
import { FaceView } from '#roles/faces/web/people/FaceView.tsx'
import { ProposeDialog } from '#roles/faces/web/people/ProposeDialog.tsx'
import { StopDialog } from '#roles/faces/web/people/StopDialog.tsx'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** The people of the office, with what each agreed to show the public. */
export function TeamPage(): ReactElement {
  const { say } = useDirectoryWords()
  const { data, error, isPending, refetch } = useQuery(facesQuery)
  usePageTitle(say('team.title'))
  const shown = data?.people.filter((one) => one.shown !== undefined) ?? []
  const others = data?.people.filter((one) => one.shown === undefined) ?? []
  return (
    <div className="stack wide">
      <header>
        <div className="row between">
          <h1>{say('team.title')}</h1>
          <div className="row">
            <a className="button plain" href="/who" target="_blank" rel="noreferrer">
              <ExternalLink className="icon" aria-hidden="true" />
              {say('team.publicPage')}
            </a>
            <Link className="button primary" to="/directory/me">
              {say('team.mine')}
            </Link>
          </div>
        </div>
        <p className="lede">{say('team.lede')}</p>
        <DirectoryNav current="/directory" />
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={4} />}
      {data && shown.length === 0 && (
        <Empty
          why={say('team.none')}
          example={say('team.noneExample')}
          action={
            <Link className="button" to="/directory/me">
              {say('team.mine')}
            </Link>
          }
        />
      )}
      {shown.length > 0 && (
        <ul className="face-cards">
          {shown.map((one) => (
            <PersonCard key={one.id} one={one} mayPropose={data?.mayPropose ?? false} />
          ))}
        </ul>
      )}
      {others.length > 0 && <Others people={others} mayPropose={data?.mayPropose ?? false} />}
    </div>
  )
}

function PersonCard({ one, mayPropose }: { one: ListedFace; mayPropose: boolean }): ReactElement | null {
  const { say } = useDirectoryWords()
  const [asked, setAsked] = useState<'propose' | 'stop'>()
  if (one.shown === undefined) return null
  const { photo } = one.shown
  const close = (): void => setAsked(undefined)
  return (
    <li className="card pane stack">
      {/* Who shows another name than the desk knows them by is named by both. */}
      <h2 className={one.name === one.shown.name ? 'unseen' : 'small muted'}>{one.name}</h2>
      <FaceView face={one.shown} photoPath={photo && `/who/photo/${photo.sha256}`} />
      <p className="row">
        {one.isMe && <Badge>{say('team.you')}</Badge>}
        {one.purposes.map((purpose) => (
          <Badge key={purpose} look="ok">
            {say(`purpose.${purpose}.short`)}
          </Badge>
        ))}
      </p>
      <div className="row">
        {one.slug && (
          <a className="button small" href={`/who/${one.slug}`} target="_blank" rel="noreferrer">
            {say('team.theirPage')}
          </a>
        )}
        {mayPropose && !one.isMe && (
          <>
            <Button
              small
              onPress={() => setAsked('propose')}
              label={say('team.proposeTo', { name: one.name })}
            >
              {say('team.propose')}
            </Button>
            <Button
              small
              look="quiet"
              onPress={() => setAsked('stop')}
              label={say('team.stopOf', { name: one.name })}
            >
              {say('team.stop')}
            </Button>
          </>
        )}
      </div>
      {asked === 'propose' && <ProposeDialog person={one} onClose={close} />}
      {asked === 'stop' && <StopDialog person={one} onClose={close} />}
    </li>
  )
}

function Others({
  people,
  mayPropose,
}: {
  people: readonly ListedFace[]
  mayPropose: boolean
}): ReactElement {
  const { say } = useDirectoryWords()
  const [asked, setAsked] = useState<ListedFace>()
  return (
    <section className="card pane stack" aria-labelledby="others-title">
      <h2 id="others-title">{say('team.others')}</h2>
      <p className="muted">{say('team.othersWhy')}</p>
      <ul className="plain-lines">
        {people.map((one) => (
          <li key={one.id} className="row between">
            <span>
              {one.name} {one.isMe && <Badge>{say('team.you')}</Badge>}{' '}
              {one.isProposedTo && <Badge look="accent">{say('team.proposed')}</Badge>}
            </span>
            {mayPropose && !one.isMe && (
              <Button small onPress={() => setAsked(one)} label={say('team.proposeTo', { name: one.name })}>
                {say('team.propose')}
              </Button>
            )}
            {one.isMe && <Link to="/directory/me">{say('team.mine')}</Link>}
          </li>
        ))}
      </ul>
      {asked && <ProposeDialog person={asked} onClose={() => setAsked(undefined)} />}
    </section>
  )
}

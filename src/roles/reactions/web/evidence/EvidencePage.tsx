import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Evidence } from '#roles/reactions/evidence/contract.ts'
import { Parts } from '#roles/reactions/web/announcement/Parts.tsx'
import { frozenQuery } from '#roles/reactions/web/data.ts'
import { Links } from '#roles/reactions/web/evidence/Links.tsx'
import { Provenance } from '#roles/reactions/web/evidence/Provenance.tsx'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/reactions/web/Reactions.css'

/** Frozen evidence: what was known of an announcement at a moment, part by part as its page shows it, and nothing in it can be changed. */
export function EvidencePage(): ReactElement {
  const { say } = useReactionWords()
  const navigate = useNavigate()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(frozenQuery(id))
  const title = data?.announcement.title
  usePageTitle(title === undefined ? say('kept.title') : say('frozen.pageTitle', { title }))
  useKey('back', () => void navigate({ to: data ? addressOf(data) : '/reactions' }))
  return (
    <div className="stack reaction">
      <p className="crumbs small">
        <Link to="/reactions">{say('area.reactions')}</Link> <span aria-hidden="true">/</span>{' '}
        {data && (
          <>
            <Link to={addressOf(data)}>{title}</Link> <span aria-hidden="true">/</span>{' '}
          </>
        )}
        {say('kept.title')}
      </p>
      {!data && <h1>{say('kept.title')}</h1>}
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} />}
      {data && <Frozen evidence={data} />}
    </div>
  )
}

function addressOf({ announcementId }: Evidence): string {
  return `/reactions/announcements/${encodeURIComponent(announcementId)}`
}

function Frozen({ evidence }: { evidence: Evidence }): ReactElement {
  return (
    <>
      <FrozenHead evidence={evidence} />
      <Parts
        announcement={evidence.announcement}
        analysis={evidence.analysis}
        isFrozen
        first={<Provenance evidence={evidence} />}
        last={<Links posts={evidence.posts} />}
      />
    </>
  )
}

function FrozenHead({ evidence }: { evidence: Evidence }): ReactElement {
  const { say, full, locale } = useReactionWords()
  const { announcement, analysis, why, takenBy, takenAt } = evidence
  return (
    <header className="stack">
      <h1>{announcement.title}</h1>
      <p className="muted row facts-line">
        <Badge>{say('frozen.badge')}</Badge>
        <span>
          {say(`kept.why.${why}`, { name: takenBy })}
          {' · '}
          {full(takenAt)}
        </span>
        <Link to={addressOf(evidence)}>{say('frozen.now')}</Link>
      </p>
      <p className="lede effect">{analysis.volume.effect.words[locale]}</p>
      <p className="small muted">{say('frozen.what')}</p>
    </header>
  )
}

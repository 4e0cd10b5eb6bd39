import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Evidence } from '#roles/reactions/evidence/contract.ts'
import { About } from '#roles/reactions/web/announcement/About.tsx'
import { Asked } from '#roles/reactions/web/announcement/Asked.tsx'
import { Carried } from '#roles/reactions/web/announcement/Carried.tsx'
import { ComparedWith } from '#roles/reactions/web/announcement/ComparedWith.tsx'
import { Felt } from '#roles/reactions/web/announcement/Felt.tsx'
import { InShort } from '#roles/reactions/web/announcement/InShort.tsx'
import { Misread } from '#roles/reactions/web/announcement/Misread.tsx'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { Volume } from '#roles/reactions/web/announcement/Volume.tsx'
import { WhereSaid } from '#roles/reactions/web/announcement/WhereSaid.tsx'
import { BehindDialog } from '#roles/reactions/web/BehindPosts.tsx'
import { behindWords } from '#roles/reactions/web/behind.ts'
import { frozenQuery } from '#roles/reactions/web/data.ts'
import { Links } from '#roles/reactions/web/evidence/Links.tsx'
import { Provenance } from '#roles/reactions/web/evidence/Provenance.tsx'
import { AnnouncementSearch, type Behind } from '#roles/reactions/web/search.ts'
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
  const words = useReactionWords()
  const navigate = useNavigate()
  const { behind } = AnnouncementSearch.parse(useSearch({ strict: false }))
  const { announcement, analysis } = evidence
  const { reaction } = analysis.queries
  const show = (next: Behind | undefined): void =>
    void navigate({ to: '.', search: next === undefined ? {} : { behind: next }, resetScroll: false })
  const open = reaction.posts === undefined ? undefined : show
  const part: PartProps = { announcement, analysis, open, isFrozen: true }
  return (
    <>
      <FrozenHead evidence={evidence} />
      <InShort {...part} />
      <div className="two">
        <div className="stack column-wide">
          <Volume {...part} />
          <Felt {...part} />
          <About {...part} />
          <Carried {...part} />
          <ComparedWith {...part} />
        </div>
        <div className="stack column-narrow">
          <Provenance evidence={evidence} />
          <Asked {...part} />
          <Misread {...part} />
          <WhereSaid {...part} />
          <Links posts={evidence.posts} />
        </div>
      </div>
      {behind && (
        <BehindDialog
          label={behindWords(behind, words, Date.parse(analysis.at))}
          wish={{
            watchIds: reaction.watches.map(({ id }) => id),
            from: reaction.from,
            to: reaction.to,
            behind,
          }}
          onClose={() => show(undefined)}
        />
      )}
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

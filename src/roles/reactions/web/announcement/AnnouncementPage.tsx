import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { secondMs } from '#kernel/time.ts'
import type { Analysis } from '#roles/reactions/analysis/contract.ts'
import type { Announcement } from '#roles/reactions/contract.ts'
import { Head } from '#roles/reactions/web/announcement/Head.tsx'
import { Kept } from '#roles/reactions/web/announcement/Kept.tsx'
import { analysisQuery, announcementQuery } from '#roles/reactions/web/data.ts'
import { Parts } from '#roles/reactions/web/announcement/Parts.tsx'
import { Notes } from '#roles/reactions/web/Notes.tsx'
import { Reports } from '#roles/reactions/web/reports/Reports.tsx'
import { useLiveWatches } from '#roles/reactions/web/use-live-watches.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/reactions/web/Reactions.css'

/** How often an announcement is read again at most while posts come. */
const readEveryMs = 15 * secondMs

/** One announcement and how it landed: the sentence first, then every part of it with what it was made from. */
export function AnnouncementPage(): ReactElement {
  const { say } = useReactionWords()
  const navigate = useNavigate()
  const { id = '' } = useParams({ strict: false })
  const announcement = useQuery(announcementQuery(id))
  const analysis = useQuery(analysisQuery(id))
  usePageTitle(announcement.data?.title)
  useKey('back', () => void navigate({ to: '/reactions' }))
  useLiveWatches(announcement.data?.watches.map((watch) => watch.id) ?? [], readEveryMs, () => {
    void analysis.refetch()
  })
  return (
    <div className="stack reaction">
      <p className="crumbs small">
        <Link to="/reactions">{say('area.reactions')}</Link> <span aria-hidden="true">/</span>{' '}
        {say('nav.announcements')}
      </p>
      {announcement.error && (
        <ProblemNotice error={announcement.error} onAgain={() => void announcement.refetch()} />
      )}
      {analysis.error && <ProblemNotice error={analysis.error} onAgain={() => void analysis.refetch()} />}
      {announcement.data && <Head announcement={announcement.data} analysis={analysis.data} />}
      {announcement.data && analysis.data ? (
        <Landed announcement={announcement.data} analysis={analysis.data} />
      ) : (
        !announcement.error && !analysis.error && <Skeleton lines={6} />
      )}
    </div>
  )
}

type LandedProps = { announcement: Announcement; analysis: Analysis }

function Landed({ announcement, analysis }: LandedProps): ReactElement {
  return (
    <Parts
      announcement={announcement}
      analysis={analysis}
      last={
        <>
          <Notes
            on={{ on: 'announcements', id: announcement.id }}
            notes={announcement.annotations}
            nowMs={Date.parse(analysis.at)}
          />
          <Reports announcement={announcement} />
          <Kept announcement={announcement} />
        </>
      }
    />
  )
}

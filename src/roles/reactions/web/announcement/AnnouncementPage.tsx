import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { secondMs } from '#kernel/time.ts'
import type { Analysis, Announcement } from '#roles/reactions/contract.ts'
import { About } from '#roles/reactions/web/announcement/About.tsx'
import { Asked } from '#roles/reactions/web/announcement/Asked.tsx'
import { Carried } from '#roles/reactions/web/announcement/Carried.tsx'
import { ComparedWith } from '#roles/reactions/web/announcement/ComparedWith.tsx'
import { Felt } from '#roles/reactions/web/announcement/Felt.tsx'
import { Head } from '#roles/reactions/web/announcement/Head.tsx'
import { InShort } from '#roles/reactions/web/announcement/InShort.tsx'
import { Kept } from '#roles/reactions/web/announcement/Kept.tsx'
import { Misread } from '#roles/reactions/web/announcement/Misread.tsx'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { Volume } from '#roles/reactions/web/announcement/Volume.tsx'
import { WhereSaid } from '#roles/reactions/web/announcement/WhereSaid.tsx'
import { BehindDialog } from '#roles/reactions/web/BehindPosts.tsx'
import { behindWords } from '#roles/reactions/web/behind.ts'
import { analysisQuery, announcementQuery } from '#roles/reactions/web/data.ts'
import { Notes } from '#roles/reactions/web/Notes.tsx'
import { Reports } from '#roles/reactions/web/reports/Reports.tsx'
import { AnnouncementSearch, type Behind } from '#roles/reactions/web/search.ts'
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

function Landed({
  announcement,
  analysis,
}: {
  announcement: Announcement
  analysis: Analysis
}): ReactElement {
  const words = useReactionWords()
  const navigate = useNavigate()
  const { behind } = AnnouncementSearch.parse(useSearch({ strict: false }))
  const show = (next: Behind | undefined): void =>
    void navigate({ to: '.', search: next === undefined ? {} : { behind: next }, resetScroll: false })
  const { reaction } = analysis.queries
  const part: PartProps = { announcement, analysis, open: reaction.posts === undefined ? undefined : show }
  return (
    <>
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
          <Asked {...part} />
          <Misread {...part} />
          <WhereSaid {...part} />
          <Notes
            on={{ on: 'announcements', id: announcement.id }}
            notes={announcement.annotations}
            nowMs={Date.parse(analysis.at)}
          />
          <Reports announcement={announcement} />
          <Kept announcement={announcement} />
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

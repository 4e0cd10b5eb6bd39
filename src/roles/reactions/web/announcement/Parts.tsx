import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
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
import { AnnouncementSearch, type Behind } from '#roles/reactions/web/search.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'

type Props = Omit<PartProps, 'open'> & {
  /** What stands in the narrow column before and after the parts. */
  first?: ReactNode
  last: ReactNode
}

/** Every part of an analysis, live or frozen, and the posts behind the number that was pressed. */
export function Parts({ first, last, ...of }: Props): ReactElement {
  const words = useReactionWords()
  const navigate = useNavigate()
  const { behind } = AnnouncementSearch.parse(useSearch({ strict: false }))
  const show = (next: Behind | undefined): void =>
    void navigate({ to: '.', search: next === undefined ? {} : { behind: next }, resetScroll: false })
  const { at, queries } = of.analysis
  const { reaction } = queries
  const part: PartProps = { ...of, open: reaction.posts === undefined ? undefined : show }
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
          {first}
          <Asked {...part} />
          <Misread {...part} />
          <WhereSaid {...part} />
          {last}
        </div>
      </div>
      {behind && (
        <BehindDialog
          label={behindWords(behind, words, Date.parse(at))}
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

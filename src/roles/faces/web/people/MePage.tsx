import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { MyFace } from '#roles/faces/people/contract.ts'
import { mineQuery } from '#roles/faces/web/data.ts'
import { DirectoryNav } from '#roles/faces/web/DirectoryNav.tsx'
import { ConsentCard } from '#roles/faces/web/people/ConsentCard.tsx'
import { draftOf, isSameDraft, withProposal } from '#roles/faces/web/people/draft.ts'
import { EarlierConsents } from '#roles/faces/web/people/EarlierConsents.tsx'
import { FaceForm } from '#roles/faces/web/people/FaceForm.tsx'
import { ProposalNotice } from '#roles/faces/web/people/ProposalNotice.tsx'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** What I show the public: what I write, how it looks, and my consent. */
export function MePage(): ReactElement {
  const { say } = useDirectoryWords()
  // What is being written must not be replaced by what comes in from elsewhere.
  const { data, error, isPending, refetch } = useQuery({ ...mineQuery, refetchOnWindowFocus: false })
  usePageTitle(say('mine.title'))
  return (
    <div className="stack wide">
      <header>
        <h1>{say('mine.title')}</h1>
        <p className="lede">{say('mine.lede')}</p>
        <DirectoryNav current="/directory/me" />
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={6} />}
      {data && <Mine key={data.personId} mine={data} />}
    </div>
  )
}

function Mine({ mine }: { mine: MyFace }): ReactElement {
  const [draft, setDraft] = useState(() => draftOf(mine.face))
  const isSaved = mine.face !== undefined && isSameDraft(draft, draftOf(mine.face))
  return (
    <>
      {mine.proposal && (
        <ProposalNotice
          proposal={mine.proposal}
          onTake={(proposal) => setDraft((now) => withProposal(now, proposal))}
        />
      )}
      <div className="mine-columns">
        <FaceForm mine={mine} draft={draft} setDraft={setDraft} isSaved={isSaved} />
        <div className="stack">
          <ConsentCard mine={mine} isSaved={isSaved} />
          <EarlierConsents mine={mine} />
        </div>
      </div>
    </>
  )
}

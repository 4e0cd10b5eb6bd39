import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { ReactElement } from 'react'
import { DirectoryNav } from '#roles/faces/web/DirectoryNav.tsx'
import { GradeCard } from '#roles/faces/web/voice/GradeCard.tsx'
import { SignedCard } from '#roles/faces/web/voice/SignedCard.tsx'
import { ThanksCard } from '#roles/faces/web/voice/ThanksCard.tsx'
import { WaitingCard } from '#roles/faces/web/voice/WaitingCard.tsx'
import { useVoiceWords } from '#roles/faces/web/voice/words.ts'
import { Voice } from '#roles/faces/voice/contract.ts'
import { call } from '#web/client.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Voice.css'

const voiceQuery = {
  queryKey: ['voice'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(Voice, { path: '/api/voice', signal }),
}

/** How the organization sounds: how plain what it publishes is, and how often a person's line stands under it. Never by person. */
export function VoicePage(): ReactElement {
  const { say, day } = useVoiceWords()
  const voice = useQuery(voiceQuery)
  usePageTitle(say('voice.title'))
  const of = voice.data?.signed.of ?? 0
  const isEmpty = of === 0 && voice.data !== undefined && !isAnythingHeard(voice.data)
  return (
    <div className="stack wide voice">
      <header className="head">
        <div>
          <h1>{say('voice.title')}</h1>
          <p className="lede">{say('voice.lede')}</p>
        </div>
        {voice.data && !isEmpty && (
          <a className="button" href="/api/voice.csv" download>
            <Download className="icon" aria-hidden="true" />
            {say('voice.csv')}
          </a>
        )}
      </header>
      <DirectoryNav current="/directory/voice" />
      {voice.error && <ProblemNotice error={voice.error} onAgain={() => void voice.refetch()} />}
      {voice.isPending && <Skeleton lines={6} />}
      {isEmpty && <Empty why={say('voice.none')} />}
      {voice.data && !isEmpty && (
        <>
          {of > 0 && <GradeCard voice={voice.data} />}
          {of > 0 && <SignedCard voice={voice.data} />}
          <WaitingCard voice={voice.data} />
          <ThanksCard voice={voice.data} />
          <p className="small muted">
            {say('voice.coverage', { count: of, from: day(voice.data.from), to: day(voice.data.to) })}
          </p>
        </>
      )}
    </div>
  )
}

function isAnythingHeard({ heard: { questions, thanks } }: Voice): boolean {
  return questions.total.of > 0 || thanks.total.of > 0
}

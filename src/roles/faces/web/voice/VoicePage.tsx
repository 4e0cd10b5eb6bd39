import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { ReactElement } from 'react'
import { DirectoryNav } from '#roles/faces/web/DirectoryNav.tsx'
import { GradeCard } from '#roles/faces/web/voice/GradeCard.tsx'
import { SignedCard } from '#roles/faces/web/voice/SignedCard.tsx'
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
  return (
    <div className="stack wide voice">
      <header className="head">
        <div>
          <h1>{say('voice.title')}</h1>
          <p className="lede">{say('voice.lede')}</p>
        </div>
        {of > 0 && (
          <a className="button" href="/api/voice.csv" download>
            <Download className="icon" aria-hidden="true" />
            {say('voice.csv')}
          </a>
        )}
      </header>
      <DirectoryNav current="/directory/voice" />
      {voice.error && <ProblemNotice error={voice.error} onAgain={() => void voice.refetch()} />}
      {voice.isPending && <Skeleton lines={6} />}
      {voice.data && of === 0 && <Empty why={say('voice.none')} />}
      {voice.data && of > 0 && (
        <>
          <GradeCard voice={voice.data} />
          <SignedCard voice={voice.data} />
          <p className="small muted">
            {say('voice.coverage', { count: of, from: day(voice.data.from), to: day(voice.data.to) })}
          </p>
        </>
      )}
    </div>
  )
}

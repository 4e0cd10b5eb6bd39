import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import type { Correction, CorrectionBoard } from '#roles/publishing/corrections/contract.ts'
import { correctionsQuery } from '#roles/publishing/web/send/corrections-data.ts'
import { needsCorrection, openIn } from '#roles/publishing/web/send/corrections.ts'
import { CorrectDialog } from '#roles/publishing/web/send/CorrectDialog.tsx'
import { EarlierCorrections, Sentences } from '#roles/publishing/web/send/EarlierCorrections.tsx'
import { EndCorrection } from '#roles/publishing/web/send/EndCorrection.tsx'
import { HowPlaces } from '#roles/publishing/web/send/HowPlaces.tsx'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import './Corrections.css'

type Props = { message: Message; accounts: readonly Account[]; isDirty: boolean }

/** Correcting what is public of a message, and what was corrected before; nothing while nothing of it ever was public. */
export function CorrectionCard({ message, accounts, isDirty }: Props): ReactElement | null {
  const { say } = useSendWords()
  const isAsked = message.publications.length > 0
  const { data: board, error, refetch } = useQuery({ ...correctionsQuery(message), enabled: isAsked })
  if (!isAsked) return null
  if (error) return <ProblemNotice error={error} onAgain={() => void refetch()} />
  if (board === undefined) return null
  const open = openIn(board)
  const earlier = board.corrections.filter(({ ended }) => ended !== undefined)
  if (!board.mayCorrect && !needsCorrection(board) && open === undefined && earlier.length === 0) return null
  return (
    <section className="card pane stack corrections" aria-label={say('correct.title')}>
      <h2>{say('correct.title')}</h2>
      <Now {...{ message, accounts, board, open, isDirty }} />
      <EarlierCorrections corrections={earlier} accounts={accounts} />
    </section>
  )
}

type NowProps = Props & { board: CorrectionBoard; open: Correction | undefined }

/** The open correction with how each place is corrected; or the way to begin one. */
function Now({ message, accounts, board, open, isDirty }: NowProps): ReactElement {
  const words = useSendWords()
  const { say } = words
  const [isShown, setShown] = useState(false)
  const { places, mayCorrect } = board
  const isOut = open?.places.some(({ sent }) => sent !== undefined) === true
  return (
    <>
      {open !== undefined && (
        <>
          <p className="small">
            {words.rich('correct.open', { at: words.when(open.madeAt, Date.now()), name: open.madeBy })}
          </p>
          <Sentences sentences={open.sentences} />
          <HowPlaces places={places} accounts={accounts} />
        </>
      )}
      {open === undefined && mayCorrect && <p className="small">{say('correct.lede')}</p>}
      {needsCorrection(board) && (
        <Notice look="look">
          <p>{say('correct.otherWords')}</p>
        </Notice>
      )}
      {mayCorrect && isDirty && <p className="small muted">{say('correct.dirty')}</p>}
      {mayCorrect && (
        <div className="row">
          {!isOut && (
            <Button isDisabled={isDirty} onPress={() => setShown(true)}>
              {say(open === undefined ? 'correct.begin' : 'correct.change')}
            </Button>
          )}
          {open !== undefined && <EndCorrection message={message} open={open} isDisabled={isDirty} />}
        </div>
      )}
      {isShown && <CorrectDialog {...{ message, accounts, places, open }} onClose={() => setShown(false)} />}
    </>
  )
}

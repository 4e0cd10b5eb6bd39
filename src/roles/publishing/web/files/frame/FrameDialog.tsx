import { useState, type ReactElement } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { FocusPoint } from '#kernel/version-content.ts'
import { FrameFields } from '#roles/publishing/web/files/frame/FrameFields.tsx'
import { FrameStage } from '#roles/publishing/web/files/frame/FrameStage.tsx'
import {
  focusOf,
  sameRectangle,
  spotOf,
  wholeOf,
  within,
  type Size,
  type Spot,
} from '#roles/publishing/web/files/frame/rectangle.ts'
import { useFileWords } from '#roles/publishing/web/files/words.ts'
import { KeptFile, type Rectangle } from '#sending/files/contract.ts'
import { call } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import './Frame.css'

/** What is set: the piece of the picture that goes out, or the point that stays in sight. */
export type FrameMode = 'crop' | 'focus'

/** A piece and a point as they are being chosen, in pixels of the whole picture. No point: the middle of the piece, wherever that is. */
export type Framing = { crop: Rectangle; spot?: Spot | undefined }

type Props = {
  /** The file as it goes out now; `kept.cut` says which picture it is a piece of. */
  kept: KeptFile
  focus: FocusPoint | undefined
  onClose: () => void
  onDone: (made: { kept: KeptFile; focus: FocusPoint | undefined }) => void
}

/** Chooses which piece of a picture goes out, and which point of it stays in sight where a network shows a part. */
export function FrameDialog({ kept, focus, onClose, onDone }: Props): ReactElement {
  const { say } = useFileWords()
  const whole = kept.cut?.of ?? kept.sha256
  const canCut = /^image\/(?:jpeg|png|webp)$/u.test(kept.mediaType) && (kept.frames ?? 1) === 1
  const [mode, setMode] = useState<FrameMode>(canCut ? 'crop' : 'focus')
  const [size, setSize] = useState<Size>()
  const [framing, setFraming] = useState<Framing>()
  const use = useMutation({
    mutationFn: ({ crop }: Framing) => cutOut({ whole, crop, kept }),
    onSuccess: (made, { crop, spot }) => onDone({ kept: made, focus: spot && focusOf(spot, crop) }),
  })
  const begin = (of: Size): void => {
    const crop = kept.cut === undefined ? wholeOf(of) : within(kept.cut, of)
    setSize(of)
    setFraming({ crop, spot: focus && spotOf(focus, crop) })
  }
  return (
    <Dialog title={say('frame.title')} isOpen wide onClose={onClose}>
      <div className="frame stack">
        {canCut && <Modes mode={mode} onChange={setMode} />}
        <p className="small muted">{say(mode === 'crop' ? 'frame.cropHelp' : 'frame.focusHelp')}</p>
        <FrameStage {...{ whole, mode, size, framing }} onSize={begin} onChange={setFraming} />
        {size && framing && <FrameFields {...{ mode, size, framing }} onChange={setFraming} />}
        {use.error && <ProblemNotice error={use.error} />}
        <div className="answers">
          <Button
            look="primary"
            isDisabled={framing === undefined || use.isPending}
            onPress={() => framing && use.mutate(framing)}
          >
            {say('frame.use')}
          </Button>
          <Button
            isDisabled={size === undefined}
            onPress={() => size && framing && setFraming(reset(mode, size, framing))}
          >
            {say(mode === 'crop' ? 'frame.whole' : 'frame.middle')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {say('frame.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function Modes({ mode, onChange }: { mode: FrameMode; onChange: (mode: FrameMode) => void }): ReactElement {
  const { say } = useFileWords()
  return (
    <fieldset className="frame-modes row">
      <legend className="unseen">{say('frame.what')}</legend>
      {(['crop', 'focus'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="frame-mode" checked={mode === one} onChange={() => onChange(one)} />
          {say(`frame.${one}`)}
        </label>
      ))}
    </fieldset>
  )
}

function reset(mode: FrameMode, size: Size, { crop, spot }: Framing): Framing {
  if (mode === 'crop') return { crop: wholeOf(size), spot }
  return { crop }
}

/** The piece as a file of its own; what is cut out already is not cut anew. */
async function cutOut({
  whole,
  crop,
  kept,
}: {
  whole: string
  crop: Rectangle
  kept: KeptFile
}): Promise<KeptFile> {
  const now = kept.cut ?? { x: 0, y: 0, width: kept.width ?? 0, height: kept.height ?? 0 }
  if (sameRectangle(crop, now)) return kept
  return call(KeptFile, { method: 'POST', path: `/api/files/${whole}/cuts`, body: crop })
}

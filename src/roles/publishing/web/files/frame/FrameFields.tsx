import type { ReactElement } from 'react'
import type { FrameMode, Framing } from '#roles/publishing/web/files/frame/FrameDialog.tsx'
import { spotIn } from '#roles/publishing/web/files/frame/FrameStage.tsx'
import { within, type Size } from '#roles/publishing/web/files/frame/rectangle.ts'
import { useFileWords } from '#roles/publishing/web/files/words.ts'
import { Frame, wiring } from '#web/parts/Field/Field.tsx'

type Props = { mode: FrameMode; size: Size; framing: Framing; onChange: (framing: Framing) => void }

/** The frame or the point as numbers, in pixels: exact, and without a pointer. */
export function FrameFields({ mode, size, framing, onChange }: Props): ReactElement {
  const { say, number } = useFileWords()
  const { crop } = framing
  const spot = spotIn(framing)
  const setCrop = (part: Partial<Framing['crop']>): void =>
    onChange({ ...framing, crop: within({ ...crop, ...part }, size) })
  const setSpot = (part: Partial<Framing['spot']>): void =>
    onChange({ ...framing, spot: { ...spot, ...part } })
  return (
    <div className="frame-fields">
      {mode === 'crop' ? (
        <>
          <Pixels
            name="crop-x"
            label={say('frame.left')}
            value={crop.x}
            most={size.width}
            onSet={(x) => setCrop({ x })}
          />
          <Pixels
            name="crop-y"
            label={say('frame.top')}
            value={crop.y}
            most={size.height}
            onSet={(y) => setCrop({ y })}
          />
          <Pixels
            {...{ name: 'crop-width', label: say('frame.width'), value: crop.width, most: size.width }}
            onSet={(width) => setCrop({ width: Math.min(width, size.width - crop.x) })}
          />
          <Pixels
            {...{ name: 'crop-height', label: say('frame.height'), value: crop.height, most: size.height }}
            onSet={(height) => setCrop({ height: Math.min(height, size.height - crop.y) })}
          />
        </>
      ) : (
        <>
          <Pixels
            name="spot-x"
            label={say('frame.left')}
            value={spot.x}
            most={size.width}
            onSet={(x) => setSpot({ x })}
          />
          <Pixels
            name="spot-y"
            label={say('frame.top')}
            value={spot.y}
            most={size.height}
            onSet={(y) => setSpot({ y })}
          />
        </>
      )}
      <p className="small muted">
        {say('frame.size', { width: number(size.width), height: number(size.height) })}
      </p>
    </div>
  )
}

type PixelsProps = {
  name: string
  label: string
  value: number
  most: number
  onSet: (value: number) => void
}

/** A number of pixels. It counts when somebody leaves it or presses Enter: half of a number is none. */
function Pixels({ name, label, value, most, onSet }: PixelsProps): ReactElement {
  const set = (text: string): void => {
    const read = Number(text)
    if (text.trim() !== '' && Number.isFinite(read)) onSet(Math.round(Math.min(most, Math.max(0, read))))
  }
  return (
    <Frame name={name} label={label}>
      <input
        {...wiring({ name, label })}
        key={value}
        className="control"
        type="number"
        min={0}
        max={most}
        defaultValue={value}
        onBlur={(event) => set(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && set(event.currentTarget.value)}
      />
    </Frame>
  )
}

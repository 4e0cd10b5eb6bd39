import { useRef, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react'
import type { FrameMode, Framing } from '#roles/publishing/web/files/frame/FrameDialog.tsx'
import {
  grownBy,
  isAtCorner,
  isInside,
  movedBy,
  oppositeCorner,
  sameRectangle,
  spanned,
  spotOf,
  wholeOf,
  type Size,
  type Spot,
} from '#roles/publishing/web/files/frame/rectangle.ts'
import { useFileWords } from '#roles/publishing/web/files/words.ts'
import { fileAddress } from '#sending/files/contract.ts'

type Props = {
  /** The whole picture. */
  whole: string
  mode: FrameMode
  /** Of the picture; undefined until it is there. */
  size: Size | undefined
  framing: Framing | undefined
  onSize: (size: Size) => void
  onChange: (framing: Framing) => void
}

/** The picture with the frame or the point on it: drawn and moved by pointer, and with arrow keys. */
export function FrameStage({ whole, mode, size, framing, onSize, onChange }: Props): ReactElement {
  const { say } = useFileWords()
  const stage = useRef<HTMLDivElement>(null)
  const drawing = useDrawing({ stage, mode, size, framing, onChange })
  const onKey = (event: KeyboardEvent): void => {
    const next = size && framing && moveByKey(event, { mode, size, framing })
    if (next === undefined) return
    event.preventDefault()
    onChange(next)
  }
  return (
    <div className={`frame-stage ${mode}`} ref={stage} {...drawing}>
      <img
        src={fileAddress(whole)}
        alt=""
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
          onSize({ width, height })
        }
      />
      {size && framing && mode === 'crop' && (
        <button
          type="button"
          className="frame-crop"
          style={placeOf(framing.crop, size)}
          aria-label={say('frame.cropNow', framing.crop)}
          onKeyDown={onKey}
        >
          {['nw', 'ne', 'sw', 'se'].map((corner) => (
            <span key={corner} className={`frame-corner ${corner}`} />
          ))}
        </button>
      )}
      {size && framing && mode === 'focus' && (
        <>
          {!sameRectangle(framing.crop, wholeOf(size)) && (
            <span className="frame-crop still" style={placeOf(framing.crop, size)} />
          )}
          <button
            type="button"
            className="frame-spot"
            style={placeOf({ ...spotIn(framing), width: 0, height: 0 }, size)}
            aria-label={say('frame.spotNow', spotIn(framing))}
            onKeyDown={onKey}
          />
        </>
      )}
    </div>
  )
}

/** Where a rectangle stands on the picture, as parts of its sides: the picture may be shown at any size. */
function placeOf({ x, y, width, height }: Framing['crop'], size: Size): CSSProperties {
  const part = (length: number, of: number): string => `${(length / of) * 100}%`
  return {
    ...{ left: part(x, size.width), top: part(y, size.height) },
    ...(width === 0 ? {} : { width: part(width, size.width), height: part(height, size.height) }),
  }
}

type Now = { mode: FrameMode; size: Size; framing: Framing }

const directions: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** Steps of a hundredth of the longest side; with Shift the frame changes its size. Undefined for other keys. */
function moveByKey({ key, shiftKey }: KeyboardEvent, { mode, size, framing }: Now): Framing | undefined {
  const direction = directions[key]
  if (direction === undefined) return undefined
  const step = Math.max(1, Math.round(Math.max(size.width, size.height) / 100))
  const by = { x: direction.x * step, y: direction.y * step }
  if (mode === 'crop') {
    const crop = shiftKey ? grownBy(framing.crop, by, size) : movedBy(framing.crop, by, size)
    return { ...framing, crop }
  }
  const spot = spotIn(framing)
  return { ...framing, spot: stopped({ x: spot.x + by.x, y: spot.y + by.y }, size) }
}

/** The point that is chosen, or the middle of the piece. */
export function spotIn({ spot, crop }: Framing): Spot {
  return spot ?? spotOf(undefined, crop)
}

function stopped({ x, y }: Spot, { width, height }: Size): Spot {
  return { x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)) }
}

/** Pixels of the screen within which a corner is taken, and which a finger moves before something is drawn. */
const reachPx = 22
const stillPx = 4

/** What began when the pointer went down. */
type Begun = { at: Spot; screen: Spot; anchor: Spot | 'move'; before: Framing }

function useDrawing({
  stage,
  mode,
  size,
  framing,
  onChange,
}: Omit<Props, 'whole' | 'onSize'> & { stage: { current: HTMLDivElement | null } }) {
  const begun = useRef<Begun>(undefined)
  const spotAt = (event: PointerEvent, of: Size): { spot: Spot; perPx: number } => {
    const box = stage.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    const perPx = of.width / Math.max(1, box.width)
    const spot = { x: (event.clientX - box.left) * perPx, y: (event.clientY - box.top) * perPx }
    return { spot: stopped({ x: Math.round(spot.x), y: Math.round(spot.y) }, of), perPx }
  }
  return {
    onPointerDown(event: PointerEvent) {
      if (size === undefined || framing === undefined || event.button !== 0) return
      const { spot, perPx } = spotAt(event, size)
      stage.current?.setPointerCapture(event.pointerId)
      const screen = { x: event.clientX, y: event.clientY }
      begun.current = {
        at: spot,
        screen,
        anchor: anchorOf(framing.crop, spot, reachPx * perPx, size),
        before: framing,
      }
      if (mode === 'focus') onChange({ ...framing, spot })
    },
    onPointerMove(event: PointerEvent) {
      const now = begun.current
      if (size === undefined || now === undefined) return
      if (Math.hypot(event.clientX - now.screen.x, event.clientY - now.screen.y) < stillPx) return
      const { spot } = spotAt(event, size)
      if (mode === 'focus') return onChange({ ...now.before, spot })
      const by = { x: spot.x - now.at.x, y: spot.y - now.at.y }
      const crop =
        now.anchor === 'move' ? movedBy(now.before.crop, by, size) : spanned(now.anchor, spot, size)
      onChange({ ...now.before, crop })
    },
    onPointerUp: () => void (begun.current = undefined),
    onPointerCancel: () => void (begun.current = undefined),
  }
}

/** A corner is drawn from its opposite, the frame is moved from its inside, and beside it a new one begins. */
function anchorOf(crop: Framing['crop'], spot: Spot, reach: number, size: Size): Spot | 'move' {
  if (isAtCorner(crop, spot, reach)) return oppositeCorner(crop, spot)
  return isInside(crop, spot) && !sameRectangle(crop, wholeOf(size)) ? 'move' : spot
}

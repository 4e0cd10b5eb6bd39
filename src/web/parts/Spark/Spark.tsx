import type { ReactElement } from 'react'
import { sparkShape } from '#web/parts/Spark/shape.ts'
import './Spark.css'

type Props = {
  /** Posts per bucket, oldest first. */
  counts: readonly number[]
  /** Top of the usual band for one bucket. */
  usualMax?: number | undefined
  /** The picture in words. */
  label: string
  /** Words beside the band. */
  usualLabel?: string
  look?: 'signal' | 'accent'
  mini?: boolean
}

/** The words beside the band stand where the line begins: only when the line is not in their way. */
function startsAsUsual(counts: readonly number[], usualMax = 0): boolean {
  return counts.slice(0, Math.ceil(counts.length / 3)).every((count) => count <= usualMax)
}

/** A course of counts as a small picture with what is usual behind it. */
export function Spark({
  counts,
  usualMax,
  label,
  usualLabel,
  look = 'signal',
  mini = false,
}: Props): ReactElement {
  const frame = mini ? { width: 84, height: 24, pad: 2 } : { width: 250, height: 78, pad: 5 }
  const shape = sparkShape(counts, usualMax, frame)
  const band = usualMax === undefined ? 0 : shape.usualBottom - shape.usualTop
  return (
    <svg
      className={`spark ${look} ${mini ? 'mini' : ''}`}
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-label={label}
    >
      {band > 0 && <rect className="usual" x="0" y={shape.usualTop} width={frame.width} height={band} />}
      {band > 0 && usualLabel && startsAsUsual(counts, usualMax) && (
        <text x="2" y={shape.usualTop < 16 ? shape.usualTop + 12 : shape.usualTop - 5} aria-hidden="true">
          {usualLabel}
        </text>
      )}
      {!mini && <path className="area" d={shape.area} />}
      <path className="line" d={shape.line} />
      {!mini && <circle className="dot" cx={shape.end.x} cy={shape.end.y} r="4" />}
    </svg>
  )
}

import { ChevronLeft, ChevronRight, Link2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Dashboard, TimeRange } from '#roles/reactions/boards/contract.ts'
import { hourChoices, shifted, timesOf } from '#roles/reactions/web/boards/range.ts'
import type { BoardSearch } from '#roles/reactions/web/search.ts'
import { lengthWords, useReactionWords } from '#roles/reactions/web/words.ts'
import { useKey } from '#web/keys.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { CheckField, SelectField, TextField } from '#web/parts/Field/Field.tsx'

type Props = {
  range: TimeRange
  layout: Dashboard['layout']
  scale: BoardSearch['scale']
  nowMs: number
  onChange: (part: Partial<BoardSearch>) => void
}

const layouts = ['multiples', 'series', 'columns'] as const

/** What is looked at: which time, and in which form. */
export function BoardTools({ range, layout, scale, nowMs, onChange }: Props): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const [isSharing, setIsSharing] = useState(false)
  const shift = (direction: -1 | 1): void => onChange({ range: shifted(range, direction, nowMs) })
  useKey('rangeBack', () => shift(-1))
  useKey('rangeForward', range.kind === 'fixed' ? () => shift(1) : undefined)
  const fixed = timesOf(range, nowMs)
  const hours = [...new Set([...hourChoices, ...(range.kind === 'last' ? [range.hours] : [])])]
  return (
    <div className="row board-tools end-line">
      <SelectField
        name="range"
        label={say('board.range')}
        value={range.kind === 'last' ? String(range.hours) : 'fixed'}
        onChange={(value) => value !== 'fixed' && onChange({ range: { kind: 'last', hours: Number(value) } })}
        options={[
          ...hours
            .toSorted((a, b) => a - b)
            .map((value) => ({
              value: String(value),
              label: say('board.last', { length: lengthWords(value * 60, words) }),
            })),
          ...(range.kind === 'fixed'
            ? [
                {
                  value: 'fixed',
                  label: say('behind.span', {
                    from: words.when(fixed.from, nowMs),
                    to: words.when(fixed.to, nowMs),
                  }),
                },
              ]
            : []),
        ]}
      />
      <SelectField
        name="layout"
        label={say('board.layout')}
        value={layout}
        onChange={(value) => {
          const chosen = layouts.find((one) => one === value)
          if (chosen) onChange({ layout: chosen })
        }}
        options={layouts.map((value) => ({ value, label: say(`board.layout.${value}`) }))}
      />
      <div className="row">
        <Button icon={ChevronLeft} label={say('board.earlier')} onPress={() => shift(-1)} />
        <Button
          icon={ChevronRight}
          label={say('board.later')}
          onPress={() => shift(1)}
          isDisabled={range.kind === 'last'}
        />
        <Button icon={Link2} onPress={() => setIsSharing(true)}>
          {say('board.share')}
        </Button>
      </div>
      {layout === 'multiples' && (
        <CheckField
          name="scale"
          label={say('board.scale')}
          checked={scale !== 'own'}
          onChange={(isShared) => onChange({ scale: isShared ? undefined : 'own' })}
        />
      )}
      {isSharing && <Share times={fixed} onClose={() => setIsSharing(false)} />}
    </div>
  )
}

/** The address of exactly this view: a moving range is written as the time it shows now. */
function Share({
  times,
  onClose,
}: {
  times: { from: string; to: string }
  onClose: () => void
}): ReactElement {
  const { say } = useReactionWords()
  const [hasCopied, setHasCopied] = useState(false)
  const address = new URL(location.href)
  address.searchParams.set('range', JSON.stringify({ kind: 'fixed', ...times }))
  address.searchParams.delete('behind')
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address.href)
    setHasCopied(true)
  }
  return (
    <Dialog title={say('board.share')} isOpen onClose={onClose}>
      <TextField
        name="address"
        label={say('board.address')}
        help={say('board.addressHelp')}
        value={address.href}
        onChange={() => undefined}
        mono
        lines={3}
      />
      {'clipboard' in navigator && (
        <div className="row">
          <Button look="primary" onPress={() => void copy()}>
            {say('board.copy')}
          </Button>
          <p role="status">{hasCopied ? say('board.copied') : ''}</p>
        </div>
      )}
    </Dialog>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { CodingItem, CodingLabel } from '#roles/reactions/coding/contract.ts'
import {
  begin,
  keyMeans,
  labelKeys,
  labelled,
  labelledCount,
  undone,
} from '#roles/reactions/web/coding/coding.ts'
import { codingItemsQuery, codingQuery, giveLabel } from '#roles/reactions/web/data.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** Post after post, each with one key: 1, 2, 3 or 0, and u for back. The keys count only while this has the focus. */
export function CodingRun({
  items,
  onDone,
}: {
  items: readonly CodingItem[]
  onDone: () => void
}): ReactElement {
  const { say } = useReactionWords()
  const [coding, setCoding] = useState(() => begin(items))
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const queries = useQueryClient()
  const give = useMutation({
    mutationFn: ({ id, label }: { id: string; label: CodingLabel }) => giveLabel(id, label),
    // One after the other: a label given again later must not be overtaken by the first one.
    scope: { id: 'coding' },
    onSettled: () => queries.invalidateQueries({ queryKey: codingQuery.queryKey }),
  })
  useEffect(() => () => queries.removeQueries({ queryKey: codingItemsQuery.queryKey }), [queries])
  const current = coding.items[coding.at]
  const label = (given: CodingLabel): void => {
    if (!current) return
    setCoding(labelled(coding, given))
    give.mutate({ id: current.id, label: given })
    box.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const meant = keyMeans(event.key)
    if (meant === undefined) return
    event.preventDefault()
    if (meant === 'undo') setCoding(undone(coding))
    else label(meant)
  }
  const count = labelledCount(coding)
  return (
    <div
      className="card pane stack coding-run"
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label={say('coding.group')}
      onKeyDown={onKeyDown}
    >
      <div className="row between">
        <label htmlFor="coding-progress" className="small muted">
          {say('coding.at', { count, all: coding.items.length })}
        </label>
        <Button
          small
          icon={Undo2}
          onPress={() => setCoding(undone(coding))}
          isDisabled={coding.done.length === 0}
        >
          {say('coding.undo')} <kbd aria-hidden="true">U</kbd>
        </Button>
      </div>
      <progress id="coding-progress" max={coding.items.length} value={count} />
      {give.error && give.variables && (
        <ProblemNotice error={give.error} onAgain={() => give.variables && give.mutate(give.variables)} />
      )}
      {current ? (
        <Asked item={current} onLabel={label} />
      ) : (
        <>
          <p className="lede" role="status">
            {say('coding.thanks')}
          </p>
          <div>
            <Button look="primary" onPress={onDone}>
              {say('coding.result')}
            </Button>
          </div>
        </>
      )}
      <div>
        <Button look="quiet" onPress={onDone}>
          {say('coding.later')}
        </Button>
      </div>
    </div>
  )
}

function Asked({ item, onLabel }: { item: CodingItem; onLabel: (label: CodingLabel) => void }): ReactElement {
  const { say, language } = useReactionWords()
  return (
    <>
      <div role="status" className="coding-post">
        <p className="small muted">
          {say('coding.how')} · {language(item.lang)}
        </p>
        <p lang={item.lang} dir="auto" className="coding-words">
          {item.text}
        </p>
      </div>
      <div className="coding-labels">
        {labelKeys.map(([key, label]) => (
          <Button key={key} look={item.label === label ? 'primary' : 'plain'} onPress={() => onLabel(label)}>
            <kbd aria-hidden="true">{key}</kbd> {say(`coding.label.${label}`)}
          </Button>
        ))}
      </div>
    </>
  )
}

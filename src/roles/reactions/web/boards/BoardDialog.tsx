import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { Dashboard, DashboardInput } from '#roles/reactions/boards/contract.ts'
import { hourChoices } from '#roles/reactions/web/boards/range.ts'
import { addBoard, boardsQuery, changeBoard, removeBoard } from '#roles/reactions/web/data.ts'
import { WatchChoice } from '#roles/reactions/web/WatchChoice.tsx'
import { lengthWords, useReactionWords } from '#roles/reactions/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

const layouts = ['columns', 'series', 'multiples'] as const

/** A new dashboard, or how a kept one opens. */
export function BoardDialog({ board, onClose }: { board?: Dashboard; onClose: () => void }): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState(board?.name ?? '')
  const [watchIds, setWatchIds] = useState<readonly string[]>(board?.watchIds ?? [])
  const [layout, setLayout] = useState<string>(board?.layout ?? 'multiples')
  const [hours, setHours] = useState(board?.range.kind === 'last' ? String(board.range.hours) : '24')
  const tries = useTries({
    name: name.trim() === '' ? say('board.wrong.name') : undefined,
    watches: watchIds.length === 0 ? say('board.wrong.watches') : undefined,
  })
  const keep = useMutation({
    mutationFn: (input: DashboardInput) =>
      board ? changeBoard(board.id, { ...input, revision: board.revision }) : addBoard(input),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: boardsQuery.queryKey })
      onClose()
      await navigate({ to: '/reactions/dashboards/$id', params: { id } })
    },
  })
  const submit = (): void =>
    keep.mutate({
      name: name.trim(),
      watchIds: [...watchIds],
      range: { kind: 'last', hours: Number(hours) },
      layout: layouts.find((one) => one === layout) ?? 'multiples',
    })
  const lengths = [...new Set([...hourChoices, Number(hours)])].toSorted((a, b) => a - b)
  return (
    <Dialog title={say(board ? 'board.change' : 'boards.new')} isOpen wide onClose={onClose}>
      <Form
        tries={tries}
        hasSummary
        act={keep}
        press={say(board ? 'form.keepChanges' : 'form.keep')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <TextField
          name="name"
          label={say('board.name')}
          value={name}
          onChange={setName}
          lengthMax={80}
          error={tries.errorOf('name')}
        />
        <WatchChoice chosen={watchIds} onChange={setWatchIds} error={tries.errorOf('watches')} />
        <div className="pairs">
          <SelectField
            name="hours"
            label={say('board.range')}
            value={hours}
            onChange={setHours}
            options={lengths.map((value) => ({
              value: String(value),
              label: say('board.last', { length: lengthWords(value * 60, words) }),
            }))}
          />
          <SelectField
            name="layout"
            label={say('board.layout')}
            value={layout}
            onChange={setLayout}
            options={layouts.map((value) => ({ value, label: say(`board.layout.${value}`) }))}
          />
        </div>
      </Form>
      {board && <RemoveBoard board={board} />}
    </Dialog>
  )
}

function RemoveBoard({ board }: { board: Dashboard }): ReactElement {
  const { say } = useReactionWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [isSure, setIsSure] = useState(false)
  const remove = useMutation({
    mutationFn: () => removeBoard(board.id),
    onSuccess: async () => {
      toasts.say({ text: say('board.removed', { name: board.name }) })
      await navigate({ to: '/reactions/dashboards' })
      await queries.invalidateQueries({ queryKey: boardsQuery.queryKey })
    },
  })
  return (
    <div className="stack tight">
      {remove.error && <ProblemNotice error={remove.error} />}
      {isSure && <p>{say('board.removeWhat')}</p>}
      <div>
        <Button
          look={isSure ? 'danger' : 'quiet'}
          onPress={() => (isSure ? remove.mutate() : setIsSure(true))}
          isDisabled={remove.isPending}
        >
          {say('board.remove')}
        </Button>
      </div>
    </div>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, type ReactElement } from 'react'
import { endFeed, feedQuery, makeFeed } from '#roles/publishing/web/calendar/data.ts'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** A secret address with which one's own calendar reads this one. It is shown once, and can be ended. */
export function FeedDialog({ onClose }: { onClose: () => void }): ReactElement {
  const words = useCalendarWords()
  const { say } = words
  const queries = useQueryClient()
  const whole = useRef<HTMLDivElement>(null)
  const state = useQuery(feedQuery)
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: feedQuery.queryKey })
  const make = useMutation({ mutationFn: makeFeed, onSuccess: again })
  const end = useMutation({
    mutationFn: endFeed,
    onSuccess: async () => {
      make.reset()
      // The button that had the focus goes.
      whole.current?.focus()
      await again()
    },
  })
  const url = make.data === undefined ? undefined : new URL(make.data.path, globalThis.location.href).href
  const { since, usedAt } = state.data ?? {}
  return (
    <Dialog title={say('feed.title')} isOpen onClose={onClose}>
      <div className="stack" ref={whole} tabIndex={-1}>
        <p>{say('feed.lede')}</p>
        {(state.error ?? make.error ?? end.error) && (
          <ProblemNotice error={state.error ?? make.error ?? end.error} />
        )}
        {since !== undefined && (
          <p>
            {say('feed.since', { at: words.full(since) })}{' '}
            {usedAt === undefined ? say('feed.unused') : say('feed.used', { at: words.full(usedAt) })}
          </p>
        )}
        {url !== undefined && (
          <Notice live>
            <p>{say('feed.once')}</p>
            <TextField name="feed-url" label={say('feed.url')} value={url} onChange={() => undefined} mono />
            <div>
              <Button onPress={() => void navigator.clipboard.writeText(url)}>{say('feed.copy')}</Button>
            </div>
          </Notice>
        )}
        <div className="answers">
          <Button look="primary" isDisabled={make.isPending} onPress={() => make.mutate()}>
            {say(since === undefined ? 'feed.make' : 'feed.anew')}
          </Button>
          {since !== undefined && (
            <Button look="danger" isDisabled={end.isPending} onPress={() => end.mutate()}>
              {say('feed.end')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

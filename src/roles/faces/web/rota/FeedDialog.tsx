import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, type ReactElement } from 'react'
import type { RotaFeedOf, RotaFeeds } from '#roles/faces/rota/contract.ts'
import { endRotaFeed, makeRotaFeed, rotaFeedsQuery } from '#roles/faces/web/rota/feed-data.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

const feeds = ['own', 'team'] as const

/** Secret addresses with which one's own calendar reads one's shifts, or the whole rota. Each is shown once, and can be ended. */
export function FeedDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { say } = useDirectoryWords()
  const { data, error, isPending, refetch } = useQuery(rotaFeedsQuery)
  return (
    <Dialog title={say('rotaFeed.title')} isOpen onClose={onClose}>
      <div className="stack">
        <p>{say('rotaFeed.lede')}</p>
        {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
        {isPending && <Skeleton lines={4} />}
        {data && feeds.map((shows) => <Feed key={shows} shows={shows} state={data[shows]} />)}
      </div>
    </Dialog>
  )
}

function Feed({ shows, state }: { shows: RotaFeedOf; state: RotaFeeds['own'] }): ReactElement {
  const { say, full } = useDirectoryWords()
  const queries = useQueryClient()
  const title = useRef<HTMLHeadingElement>(null)
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: rotaFeedsQuery.queryKey })
  const make = useMutation({ mutationFn: () => makeRotaFeed(shows), onSuccess: again })
  const end = useMutation({
    mutationFn: () => endRotaFeed(shows),
    onSuccess: async () => {
      make.reset()
      // The button that had the focus goes.
      title.current?.focus()
      await again()
    },
  })
  const { since, usedAt } = state
  return (
    <section className="stack tight" aria-labelledby={`feed-${shows}`}>
      <h3 id={`feed-${shows}`} ref={title} tabIndex={-1}>
        {say(`rotaFeed.of.${shows}`)}
      </h3>
      {(make.error ?? end.error) && <ProblemNotice error={make.error ?? end.error} />}
      {since !== undefined && (
        <p>
          {say('rotaFeed.since', { at: full(since) })}{' '}
          {usedAt === undefined ? say('rotaFeed.unused') : say('rotaFeed.used', { at: full(usedAt) })}
        </p>
      )}
      {make.data && <NewAddress shows={shows} path={make.data.path} />}
      <div className="answers">
        <Button
          label={say(since === undefined ? `rotaFeed.make.${shows}` : `rotaFeed.anew.${shows}`)}
          isDisabled={make.isPending}
          onPress={() => make.mutate()}
        >
          {say(since === undefined ? 'rotaFeed.make' : 'rotaFeed.anew')}
        </Button>
        {since !== undefined && (
          <Button
            look="danger"
            label={say(`rotaFeed.end.${shows}`)}
            isDisabled={end.isPending}
            onPress={() => end.mutate()}
          >
            {say('rotaFeed.end')}
          </Button>
        )}
      </div>
    </section>
  )
}

function NewAddress({ shows, path }: { shows: RotaFeedOf; path: string }): ReactElement {
  const { say } = useDirectoryWords()
  const url = new URL(path, globalThis.location.href).href
  return (
    <Notice live>
      <p>{say('rotaFeed.once')}</p>
      <TextField
        name={`rota-feed-url-${shows}`}
        label={say('rotaFeed.url')}
        value={url}
        onChange={() => undefined}
        mono
      />
      <div>
        <Button onPress={() => void navigator.clipboard.writeText(url)}>{say('rotaFeed.copy')}</Button>
      </div>
    </Notice>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useAttentionWords } from '#roles/early-warning/web/attention/words.ts'
import { storiesQuery } from '#roles/early-warning/web/data.ts'
import { useMay, type PaletteGroup, type PaletteItem } from '#web/desk.ts'
import { watchesQuery } from '#web/parts/WatchColumn/watch-data.ts'
import { useWords } from '#web/words.tsx'

function useStoryItems(): PaletteItem[] {
  const navigate = useNavigate()
  const { say } = useAttentionWords()
  const { data } = useQuery(storiesQuery(undefined))
  const stories = (data?.stories ?? []).map(({ id, headline }) => ({
    id: `story-${id}`,
    label: headline,
    run: () => void navigate({ to: '/now/stories/$id', params: { id } }),
  }))
  const attention = {
    id: 'attention',
    label: say('attention.title'),
    run: () => void navigate({ to: '/now/attention' }),
  }
  return [...stories, attention]
}

function useWatchItems(): PaletteItem[] {
  const navigate = useNavigate()
  const { say } = useWords()
  const mayWatch = useMay('watch')
  const { data } = useQuery(watchesQuery)
  const known = (data?.watches ?? []).map(({ id, name, rule }) => ({
    id: `watch-${id}`,
    label: name,
    hint: rule.slice(0, 40),
    run: () => void navigate({ to: '/now/watches/$id', params: { id } }),
  }))
  if (!mayWatch) return known
  return [
    { id: 'watch-new', label: say('watch.new'), run: () => void navigate({ to: '/now/watches/new' }) },
    ...known,
  ]
}

/** What the palette finds of this role. */
export const palette: readonly PaletteGroup[] = [
  { label: 'now.stories', useItems: useStoryItems },
  { label: 'area.watches', useItems: useWatchItems },
]

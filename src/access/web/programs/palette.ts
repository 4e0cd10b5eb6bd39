import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { mayDo } from '#kernel/permission.ts'
import { sessionQuery } from '#web/client.ts'
import type { PaletteGroup, PaletteItem } from '#web/desk.ts'
import { useWords } from '#web/words.tsx'

function useItems(): PaletteItem[] {
  const { say } = useWords()
  const navigate = useNavigate()
  const grants = useQuery(sessionQuery).data?.grants ?? []
  if (!mayDo(grants, 'people')) return []
  return [
    { id: 'programs', label: say('area.programs'), run: () => void navigate({ to: '/settings/programs' }) },
  ]
}

/** What the palette finds of programs, for those who may make their keys. */
export const palette: readonly PaletteGroup[] = [{ label: 'area.settings', useItems }]

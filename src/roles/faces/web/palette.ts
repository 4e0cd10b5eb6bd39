import { useNavigate } from '@tanstack/react-router'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { useMay, type PaletteGroup, type PaletteItem } from '#web/desk.ts'

function useDirectoryItems(): PaletteItem[] {
  const navigate = useNavigate()
  const { say } = useDirectoryWords()
  const mayRead = useMay('read')
  const go = (id: string, label: string, to: string): PaletteItem => ({
    id: `directory-${id}`,
    label,
    run: () => void navigate({ to }),
  })
  return [
    go('me', say('nav.mine'), '/directory/me'),
    ...(mayRead
      ? [
          go('team', say('team.title'), '/directory'),
          go('rota', say('nav.rota'), '/directory/rota'),
          go('settings', say('settings.title'), '/directory/settings'),
        ]
      : []),
  ]
}

/** What the palette finds of this role. */
export const palette: readonly PaletteGroup[] = [{ label: 'area.directory', useItems: useDirectoryItems }]

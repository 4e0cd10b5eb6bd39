import { useNavigate } from '@tanstack/react-router'
import type { PaletteGroup, PaletteItem } from '#web/desk.ts'
import { useWords } from '#web/words.tsx'

function useItems(): PaletteItem[] {
  const { say } = useWords()
  const navigate = useNavigate()
  return [
    { id: 'sign-in', label: say('area.signIn'), run: () => void navigate({ to: '/settings/sign-in' }) },
    { id: 'devices', label: say('area.devices'), run: () => void navigate({ to: '/settings/devices' }) },
  ]
}

/** What the palette finds of signing in. */
export const palette: readonly PaletteGroup[] = [{ label: 'area.settings', useItems }]

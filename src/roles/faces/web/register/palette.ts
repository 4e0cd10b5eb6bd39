import { useNavigate } from '@tanstack/react-router'
import { useMayManage } from '#roles/faces/web/register/data.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { PaletteGroup, PaletteItem } from '#web/desk.ts'

function useOfficialItems(): PaletteItem[] {
  const navigate = useNavigate()
  const { say } = useRegisterWords()
  const mayManage = useMayManage()
  const go = (to: string) => () => void navigate({ to })
  return [
    { id: 'official-accounts', label: say('official.title'), run: go('/directory/accounts') },
    { id: 'official-ask', label: say('official.ask'), run: go('/directory/accounts/new') },
    ...(mayManage
      ? [{ id: 'look-alikes', label: say('alike.title'), run: go('/directory/look-alikes') }]
      : []),
    { id: 'voice', label: say('official.voice'), run: go('/directory/voice') },
  ]
}

/** What the palette finds of official accounts. */
export const officialPalette: readonly PaletteGroup[] = [
  { label: 'area.directory', useItems: useOfficialItems },
]

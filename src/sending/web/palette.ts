import { useNavigate } from '@tanstack/react-router'
import { useSendingWords } from '#sending/web/words.ts'
import { useMay, type PaletteGroup, type PaletteItem } from '#web/desk.ts'

function useItems(): PaletteItem[] {
  const navigate = useNavigate()
  const { say } = useSendingWords()
  const mayPause = useMay('pause')
  return [
    { id: 'outbox', label: say('area.outbox'), run: () => void navigate({ to: '/publish/outbox' }) },
    {
      id: 'private-messages',
      label: say('palette.messages'),
      run: () => void navigate({ to: '/publish/messages' }),
    },
    // Opens the question; nothing is stopped or sent by the palette alone.
    ...(mayPause
      ? [
          {
            id: 'pause-sending',
            label: say('pause.button'),
            run: () => void navigate({ to: '/publish/outbox', search: { ask: 'pause' } }),
          },
        ]
      : []),
  ]
}

/** What the palette finds of sending. */
export const palette: readonly PaletteGroup[] = [{ label: 'area.outbox', useItems }]

import { useNavigate } from '@tanstack/react-router'
import { use, type ReactElement } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { SearchField } from 'react-aria-components/SearchField'
import { folded } from '#kernel/folded.ts'
import { useAreas, useDesk, type PaletteGroup, type PaletteItem } from '#web/desk.ts'
import { themes } from '#web/theme.ts'
import { useWords } from '#web/words.tsx'
import './Palette.css'

/** Finds a screen, an action, a watch or a story by typing a part of its name. */
export function Palette({ onClose }: { onClose: () => void }): ReactElement {
  const { say } = useWords()
  const palette = use(useDesk().loadPalette())
  const run = (item: PaletteItem): void => {
    onClose()
    item.run()
  }
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Modal className="modal palette">
        <AriaDialog aria-label={say('palette.label')}>
          <Autocomplete filter={contains}>
            <SearchField autoFocus aria-label={say('palette.label')}>
              <Input placeholder={say('palette.placeholder')} className="palette-input" />
            </SearchField>
            <Menu
              className="menu"
              aria-label={say('palette.label')}
              renderEmptyState={() => <p className="muted none">{say('palette.none')}</p>}
            >
              <Screens run={run} />
              {palette.map((group) => (
                <Group key={group.label} group={group} run={run} />
              ))}
              <Actions run={run} />
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function contains(text: string, typed: string): boolean {
  return folded(text).includes(folded(typed.trim()))
}

function Screens({ run }: { run: (item: PaletteItem) => void }): ReactElement {
  const { say } = useWords()
  const areas = useAreas()
  const navigate = useNavigate()
  const items = areas.map((area) => ({
    id: area.to,
    label: say(area.label),
    run: () => void navigate({ to: area.to }),
  }))
  return <Lines label={say('palette.screens')} items={items} run={run} />
}

function Actions({ run }: { run: (item: PaletteItem) => void }): ReactElement {
  const { say, locale } = useWords()
  const { live, setTheme, setLocale } = useDesk()
  const paused = live.state().paused
  const items: PaletteItem[] = [
    { id: 'pause', label: paused ? say('live.resume') : say('live.pause'), run: () => live.pause(!paused) },
    {
      id: 'language',
      label: say('shell.otherLanguage'),
      run: () => setLocale(locale === 'en' ? 'fr' : 'en'),
    },
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      label: `${say('me.theme')}: ${say(`theme.${theme}`)}`,
      run: () => setTheme(theme),
    })),
  ]
  return <Lines label={say('palette.actions')} items={items} run={run} />
}

function Group({
  group,
  run,
}: {
  group: PaletteGroup
  run: (item: PaletteItem) => void
}): ReactElement | null {
  const { say } = useWords()
  const items = group.useItems()
  return items.length === 0 ? null : <Lines label={say(group.label)} items={items} run={run} />
}

function Lines({
  label,
  items,
  run,
}: {
  label: string
  items: readonly PaletteItem[]
  run: (item: PaletteItem) => void
}): ReactElement {
  return (
    <MenuSection aria-label={label}>
      <Header>{label}</Header>
      {items.map((item) => (
        <MenuItem key={item.id} id={item.id} textValue={item.label} onAction={() => run(item)}>
          <span>{item.label}</span>
          {item.hint && <span className="small muted">{item.hint}</span>}
        </MenuItem>
      ))}
    </MenuSection>
  )
}

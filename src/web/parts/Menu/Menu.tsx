import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import './Menu.css'

/** One line of a menu. `chosen` draws a tick and says so. */
export type MenuLine = {
  id: string
  label: string
  hint?: string
  chosen?: boolean
  lang?: string
  run: () => void
}

type Props = {
  /** What is on the button. */
  face: ReactNode
  /** The button's name. */
  label: string
  className?: string
  groups: readonly { id: string; title?: string; lines: readonly MenuLine[] }[]
}

/** A button that opens a short list of things to do. */
export function Menu({ face, label, className, groups }: Props): ReactElement {
  return (
    <MenuTrigger>
      <AriaButton className={className ?? 'button quiet'} aria-label={label}>
        {face}
      </AriaButton>
      <Popover className="menu-box" placement="bottom end">
        <AriaMenu className="menu" aria-label={label}>
          {groups.map((group) => (
            <MenuSection key={group.id} aria-label={group.title ?? label}>
              {group.title && <Header>{group.title}</Header>}
              {group.lines.map((line) => (
                <MenuItem key={line.id} id={line.id} textValue={line.label} onAction={line.run}>
                  <span lang={line.lang}>{line.label}</span>
                  {line.hint && <kbd>{line.hint}</kbd>}
                  {line.chosen && <Check className="icon" aria-hidden="true" />}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

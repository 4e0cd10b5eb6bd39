import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAreas, type Area } from '#web/desk.ts'
import { useWords } from '#web/words.tsx'

/** The areas that exist, in work order: a rail on the left, a bar at the bottom of a phone. */
export function Rail(): ReactElement {
  const { say } = useWords()
  // Each room hands over its own areas; the settings stand last whoever brought them.
  const areas = useAreas()
    .filter((area) => !area.inSettings)
    .toSorted((a, b) => Number(a.last ?? false) - Number(b.last ?? false))
  const path = useRouterState({ select: (state) => state.location.pathname })
  const current = areas
    .toSorted((a, b) => b.to.length - a.to.length)
    .find((area) => path === area.to || path.startsWith(`${area.to}/`))
  return (
    <nav className="rail" aria-label={say('shell.areas')} data-region>
      {areas.map((area) => (
        <RailLink key={area.to} area={area} isCurrent={area === current} />
      ))}
    </nav>
  )
}

function RailLink({ area, isCurrent }: { area: Area; isCurrent: boolean }): ReactElement {
  const words = useWords()
  const count = (area.useCount ?? noCount)()
  const Icon = area.icon
  const classes = [area.onPhone ? '' : 'more', area.inner ? 'inner' : '', area.last ? 'last' : ''].join(' ')
  return (
    <Link
      to={area.to}
      className={classes}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      activeOptions={{ exact: true }}
    >
      <Icon className="icon" aria-hidden="true" />
      <span>{words.say(area.label)}</span>
      {count !== undefined && count > 0 && <span className="n">{words.number(count)}</span>}
    </Link>
  )
}

function noCount(): undefined {
  return undefined
}

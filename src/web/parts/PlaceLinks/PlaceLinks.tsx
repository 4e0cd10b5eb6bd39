import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import './PlaceLinks.css'

/** One of several things of an area: where it is, what it is called, and whether it is the one that is shown. */
export type PlaceLink = Pick<LinkProps, 'to' | 'search'> & { key: string; label: string; isHere: boolean }

/** The things of an area side by side, above what is shown of one of them. */
export function PlaceLinks({ label, places }: { label: string; places: readonly PlaceLink[] }): ReactElement {
  return (
    <nav className="place-links" aria-label={label}>
      {places.map(({ key, label: name, isHere, ...to }) => (
        <Link
          key={key}
          {...to}
          activeOptions={{ exact: true }}
          {...(isHere ? { 'aria-current': 'page' as const } : {})}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}

import type { ReactElement } from 'react'

/** The bell. Decoration: the name stands beside it. */
export function Logo(): ReactElement {
  return (
    <svg
      viewBox="0 0 26 26"
      className="logo"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.1"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M7 18V12a6 6 0 0 1 12 0v6" />
      <path d="M4.5 18h17" />
      <path d="M11 21.5a2 2 0 0 0 4 0" />
      <path d="M13 3v2.6" />
      <path d="M1.8 10.5 3.6 9M22.4 9l1.8 1.5" />
    </svg>
  )
}

import { useEffect } from 'react'

/** Names the page in the browser's tab and for screen readers, most telling part first. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Bellwether` : 'Bellwether'
  }, [title])
}

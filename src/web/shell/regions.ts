/** Moves the focus to the next part of the page (F6), or back with -1. Regions are marked with `data-region`. */
export function nextRegion(page: Document, step: 1 | -1): void {
  const regions = [...page.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => focusable(region) !== undefined,
  )
  if (regions.length === 0) return
  const at = regions.findIndex((region) => region.contains(page.activeElement))
  const next = regions[(at + step + regions.length) % regions.length]
  if (next) focusable(next)?.focus()
}

/** Where the focus goes in a region: itself when it may hold focus, else its first control. */
function focusable(region: HTMLElement): HTMLElement | undefined {
  if (region.tabIndex === -1 && region.hasAttribute('tabindex')) return region
  return (
    region.querySelector<HTMLElement>(
      'a[href], button:not([disabled]), input, select, textarea, [tabindex="0"]',
    ) ?? undefined
  )
}

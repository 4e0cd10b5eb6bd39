/** How the desk may look. `auto` follows the system. */
export const themes = ['auto', 'light', 'dark', 'contrast'] as const

/** One of `themes`. */
export type Theme = (typeof themes)[number]

const themeName = 'bw-theme'

/** The theme kept in this browser, `auto` when none is. */
export function keptTheme(storage: Pick<Storage, 'getItem'>): Theme {
  const kept = storage.getItem(themeName)
  return themes.find((theme) => theme === kept) ?? 'auto'
}

/** Puts a theme on the page and keeps it. */
export function putTheme(page: Document, storage: Pick<Storage, 'setItem'>, theme: Theme): void {
  page.documentElement.dataset['theme'] = theme
  storage.setItem(themeName, theme)
}

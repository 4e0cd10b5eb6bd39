/** Walks to a provider's pages and back: not a request. The path back is that of the page about signing in. */
export function goTo(id: string, purpose: 'link' | 'step-up'): void {
  location.assign(`/sign-in/with/${encodeURIComponent(id)}?for=${purpose}&back=/settings/sign-in`)
}

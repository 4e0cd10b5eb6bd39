import type { NetworkProfile } from '#networks/profile.ts'

/** Letters that are drawn alike in another alphabet: what an impostor writes instead. */
const twins: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', i: 'і', c: 'с', p: 'р', y: 'у' }

/**
 * Somebody in the town who gives themselves out as an account of ours: the same name, the same picture, and a handle in which one
 * letter is of another alphabet. Invented, like everybody there.
 */
export function impostorOf(ours: Pick<NetworkProfile, 'handle' | 'name' | 'avatarUrl'>): NetworkProfile {
  const handle = withTwin(ours.handle)
  return {
    ...{ id: `impostor-of-${ours.handle}`, handle, name: ours.name, fields: [] },
    bio: 'Official news. Write to us to get your refund. / Nouvelles officielles. Écrivez-nous pour votre remboursement.',
    url: profileUrl(handle),
    ...(ours.avatarUrl === undefined ? {} : { avatarUrl: ours.avatarUrl }),
  }
}

/** Who is behind names that somebody asks for: one who imitates us with our own name and a `_`, and one who has a number in theirs. */
export function behindNames(
  ours: Pick<NetworkProfile, 'handle' | 'name' | 'avatarUrl'>,
  names: readonly string[],
): NetworkProfile[] {
  const bare = ours.handle.toLowerCase()
  const copy = { ...impostorOf(ours), id: `behind-${bare}_`, handle: `${bare}_`, url: profileUrl(`${bare}_`) }
  const other = namesake(`${bare}1`, 'Ducks of the harbour', 'Ducks, mostly. Des canards, surtout.')
  return [copy, other].filter(({ handle }) => names.includes(handle))
}

/** People whose names come up in the same search and who imitate nobody. */
export function namesakesOf({ handle }: Pick<NetworkProfile, 'handle'>): NetworkProfile[] {
  return [
    namesake(`friends-of-the-${handle}-library`, 'Friends of the library', 'We read together on Tuesdays.'),
    namesake('old-town-bakers', 'Old Town bakers', 'Pain frais à six heures. Fresh bread at six.'),
  ]
}

function namesake(handle: string, name: string, bio: string): NetworkProfile {
  return { ...{ id: handle, handle, name, bio, fields: [] }, url: profileUrl(handle) }
}

function withTwin(handle: string): string {
  const at = Array.from(handle).findIndex((letter) => letter in twins)
  return Array.from(handle, (letter, place) => (place === at ? twins[letter] : letter)).join('')
}

/** Where somebody of the town would be found. */
export function profileUrl(handle: string): string {
  return `https://havre-clair.example/@${encodeURIComponent(handle)}`
}

import { townPicture } from '#networks/practice/picture.ts'
import { behindNames, impostorOf, namesakesOf, profileUrl } from '#networks/practice/scripts/impostor.ts'
import type { NetworkProfile, ProfileReader } from '#networks/profile.ts'

/** What the town knows of an account of ours. */
export type TownAccount = { handle: string; name: string; bio?: string }

/** Who else is found in the town beside its usual people; a test may bring its own. */
export type TownFound = (ours: NetworkProfile) => readonly NetworkProfile[]

const pictureSeed = 41
/** What somebody practises with; nothing is spent in the town. */
const pretendMillidollars = 10

/** Whoever searches in the town finds somebody who imitates the account that searches, and others who do not. */
export const usualFound: TownFound = (ours) => [impostorOf(ours), ...namesakesOf(ours)]

/** Profiles of the practice town, read in the name of an account. Nothing real is called. */
export function practiceProfiles(account: TownAccount, found: TownFound = usualFound): ProfileReader {
  const handle = account.handle.replace(/^@/, '')
  const ours: NetworkProfile = {
    ...{ id: `town-${handle}`, handle, name: account.name, fields: [] },
    ...{ bio: account.bio ?? account.name, url: profileUrl(handle), avatarUrl: profileUrl('picture') },
  }
  return {
    own: () => Promise.resolve({ kind: 'profile', profile: ours }),
    search: () => Promise.resolve({ kind: 'found', profiles: [ours, ...found(ours)], isWhole: true }),
    byName: {
      ...{ lengthMin: 3, lengthMax: 30, atOnceMax: 100, priceMillidollars: pretendMillidollars },
      ask: (names) =>
        Promise.resolve({
          ...{ kind: 'found', profiles: behindNames(ours, names), asked: names.length, isWhole: true },
        }),
    },
    avatar: ({ avatarUrl }) =>
      Promise.resolve(avatarUrl === ours.avatarUrl ? townPicture(pictureSeed) : undefined),
  }
}

import type { SendingNeeds, SendingWhy } from '#networks/sender.ts'

/** What an account says of itself in public, as its network shows it. All of it is text from outside. */
export type NetworkProfile = {
  /** The network's own name for the account, which stays when the handle changes. */
  id: string
  /** Without the `@` before it. */
  handle: string
  name: string
  /** Plain text. */
  bio: string
  /** Where people find it. */
  url: string
  /** Lines with a name: `Website`. `verifiedAtMs`: the network saw that what it links to links back. */
  fields: readonly { name: string; text: string; href?: string; verifiedAtMs?: number }[]
  avatarUrl?: string
}

/** Why nothing is known; nothing was changed by asking. */
export type ProfileUnanswered = { kind: 'unanswered'; why: SendingWhy; detail: string; retryInMs?: number }

/** What is known after asking for one profile. */
export type ProfileRead =
  | { kind: 'profile'; profile: NetworkProfile }
  /** The network says plainly that nobody is there any more, or nobody may see it. */
  | { kind: 'gone'; detail: string }
  | ProfileUnanswered

/** What a search for accounts brought; one that was cut short says so. */
export type ProfilesFound =
  | { kind: 'found'; profiles: NetworkProfile[]; isWhole: boolean }
  | ProfileUnanswered

/** Who is behind names that were asked for; where not each name was answered, `isWhole` is false. */
export type NamesFound =
  | { kind: 'found'; profiles: NetworkProfile[]; asked: number; isWhole: boolean }
  /** `mayCost`: the network may charge for it all the same, so that it is not asked again soon. */
  | (ProfileUnanswered & { mayCost: boolean })

/**
 * Asking for accounts by their exact names, on a network that takes money for each account it shows. Names there are made of the
 * letters a to z, digits and `_`.
 */
export type NameLookup = {
  lengthMin: number
  lengthMax: number
  atOnceMax: number
  /** What each account costs that there is, thousandths of a US dollar. */
  priceMillidollars: number
  /** Asks for as many of these as the month pays for, the first ones first. */
  ask(names: readonly string[], needs: SendingNeeds): Promise<NamesFound>
}

/** Profiles of one network, read in the name of one account of ours. No method throws for anything a network does. */
export type ProfileReader = {
  /** The profile of the account itself. */
  own(needs: SendingNeeds): Promise<ProfileRead>
  /** Accounts the network finds for some words. Missing where it cannot be asked. */
  search?(words: string, needs: SendingNeeds): Promise<ProfilesFound>
  /** Missing where names need not be asked for, because a search costs nothing. The pretend town has both. */
  byName?: NameLookup
  /** The bytes of a picture, only from where the network itself keeps pictures; undefined where there is none to be had. */
  avatar(profile: NetworkProfile, needs: SendingNeeds): Promise<Uint8Array | undefined>
}

/** Longest parts of a profile that are read, characters; the most fields, and the most accounts one search gives. */
export const profileLimits = {
  idMax: 600,
  handleMax: 300,
  nameMax: 300,
  bioMax: 5000,
  fieldsMax: 20,
  urlMax: 2000,
  foundMax: 200,
  avatarBytesMax: 2 * 1024 * 1024,
} as const

import { hourMs } from '#kernel/time.ts'
import { jsonOf } from '#kernel/json.ts'
import { unanswered } from '#networks/call.ts'
import { avatarAt } from '#networks/profile-avatar.ts'
import type { ProfileReader, ProfileRead } from '#networks/profile.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { fieldsOf } from '#networks/unknown-fields.ts'
import { xNames, type NameAsking } from '#networks/x/profiles/by-name.ts'
import { profileOf, userFields } from '#networks/x/profiles/profile-of.ts'

/** Where X keeps pictures of people. */
const pictureHosts = ['pbs.twimg.com']

/** What reading profiles on X stands on. `server`: X's own, or one for tests, which keeps its pictures itself. */
export type XProfiles = NameAsking & { server: string; allowPrivateNetworks: boolean }

/**
 * Profiles on X, read by the sign-in an account speaks with, and paid for like everything there. X is not searched: it would charge
 * for whoever comes up. Names can be asked for, because only those that there are cost.
 *
 * Source: https://docs.x.com/x-api/users/lookup (`/2/users/me`, `/2/users/by`; OpenAPI 2.167)
 */
export function xProfiles(on: XProfiles): ProfileReader {
  const { server, allowPrivateNetworks } = on
  const hosts = [...pictureHosts, new URL(server).host]
  return {
    own: (needs) => ownProfile(on, needs),
    byName: xNames(on),
    avatar: (profile, needs) => avatarAt(profile, { hosts, allowPrivateNetworks }, needs),
  }
}

async function ownProfile({ read, meter }: NameAsking, needs: SendingNeeds): Promise<ProfileRead> {
  if ((await meter?.spend('owned-read', 1)) === 'over-budget') {
    const detail = 'the budget for X is used up for this month'
    return { kind: 'unanswered', why: 'over-budget', detail, retryInMs: hourMs }
  }
  const answer = await read({ path: '/2/users/me', query: userFields }, needs)
  if (answer.kind !== 'answer') {
    if (answer.kind !== 'unknown') await meter?.giveBack?.('owned-read', 1)
    return unanswered(answer)
  }
  const profile = profileOf(fieldsOf(jsonOf(answer.body.toString('utf8')))?.['data'])
  return profile === undefined
    ? { kind: 'unanswered', why: 'unreadable', detail: 'X did not say who the account is' }
    : { kind: 'profile', profile }
}

import type { Words } from '#kernel/words.ts'
import { isPrivateHost } from '#networks/private-address.ts'

/** Where other servers reach our actors, or why they cannot. */
export type FederationOrigin =
  | { kind: 'origin'; origin: string }
  | { kind: 'not-offered'; why: 'no-address' | 'not-https' | 'not-public' }

/**
 * Decides whether this desk can be a server of the fediverse. Its address stands in every name and note for ever, so it has to be
 * one that others reach, by https. Within an organization that allows private networks any address does.
 *
 * @param o.publicUrl the address people use, without a path
 */
export function federationOrigin(o: {
  publicUrl?: string | undefined
  allowPrivateNetworks?: boolean | undefined
}): FederationOrigin {
  if (o.publicUrl === undefined) return { kind: 'not-offered', why: 'no-address' }
  const url = new URL(o.publicUrl)
  if (o.allowPrivateNetworks === true) return { kind: 'origin', origin: url.origin }
  if (url.protocol !== 'https:') return { kind: 'not-offered', why: 'not-https' }
  const isNamed = url.hostname.includes('.') && !/\.(?:localhost|local|internal|test)$/.test(url.hostname)
  if (!isNamed || isPrivateHost(url)) return { kind: 'not-offered', why: 'not-public' }
  return { kind: 'origin', origin: url.origin }
}

const never: Words = {
  en: 'The address is in every name and message for ever, so choose one that stays.',
  fr: 'L’adresse est dans chaque nom et chaque message pour toujours : choisissez-en une qui reste.',
}

/** Why a desk has no actors of its own, and what helps. */
export const notOfferedWords: Record<Extract<FederationOrigin, { kind: 'not-offered' }>['why'], Words> = {
  'no-address': {
    en: `not offered: --public-url is not set. Other servers must be able to reach this desk: give its https address. ${never.en}`,
    fr: `non proposé : --public-url manque. Les autres serveurs doivent pouvoir joindre ce poste : indiquez son adresse https. ${never.fr}`,
  },
  'not-https': {
    en: `not offered: --public-url is not https. Other servers call by https only: give an address that begins with it. ${never.en}`,
    fr: `non proposé : --public-url n’est pas en https. Les autres serveurs n’appellent que par https : indiquez une adresse qui commence ainsi. ${never.fr}`,
  },
  'not-public': {
    en: `not offered: --public-url is reached on this machine or network only. ${never.en}`,
    fr: `non proposé : --public-url n’est joignable que sur cette machine ou ce réseau. ${never.fr}`,
  },
}

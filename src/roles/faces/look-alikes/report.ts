import type { Words } from '#kernel/words.ts'
import type { LookAlike, LookAlikePage, Reason } from '#roles/faces/look-alikes/contract.ts'
import { registerPages } from '#roles/faces/register/public-words.ts'

type Lang = keyof Words

/** A report that can be sent as it stands, with everything a moderator needs and nothing that is not known. */
export function reportText(
  lookAlike: LookAlike,
  o: { lang: Lang; organization: string; registerUrl: string; timeZone: string },
): string {
  const { lang, organization, registerUrl } = o
  const time = (iso: string): string =>
    new Intl.DateTimeFormat(`${lang}-CA`, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: o.timeZone,
    }).format(new Date(iso))
  const { account, handle, url, networkName, reasons, foundAt, seenAt } = lookAlike
  const what = reasons.map((reason) => `- ${reasonWords(reason, lang)}`)
  const ours = [account.handle, account.url].filter(Boolean).join(' ')
  if (lang === 'fr')
    return [
      `Bonjour,`,
      `Le compte ${handle} (${url}) sur ${networkName} se fait passer pour ${organization}.`,
      `Notre compte officiel est ${ours}. La liste de nos comptes officiels est publique : ${registerUrl}`,
      `Ce que ce compte copie :\n${what.join('\n')}`,
      `Vu pour la première fois le ${time(foundAt)}, pour la dernière fois le ${time(seenAt)} (${o.timeZone}).`,
      `Les gens peuvent prendre ses messages pour les nôtres. Nous vous demandons de le retirer ou de lui faire indiquer clairement qu’il n’est pas nous.`,
      organization,
    ].join('\n\n')
  return [
    `Hello,`,
    `The account ${handle} (${url}) on ${networkName} pretends to be ${organization}.`,
    `Our official account is ${ours}. The list of our official accounts is public: ${registerUrl}`,
    `What it copies:\n${what.join('\n')}`,
    `First seen ${time(foundAt)}, last seen ${time(seenAt)} (${o.timeZone}).`,
    `People may take what it says for ours. We ask you to take it down, or to have it say clearly that it is not us.`,
    organization,
  ].join('\n\n')
}

const reasonSentences: Readonly<Record<Reason['kind'], Words>> = {
  'same-handle': {
    en: 'the same handle as ours, elsewhere',
    fr: 'le même identifiant que le nôtre, ailleurs',
  },
  'handle-drawn-alike': {
    en: 'a handle that looks the same as ours',
    fr: 'un identifiant d’apparence identique au nôtre',
  },
  'handle-nearly': { en: 'a handle that is nearly ours', fr: 'un identifiant presque identique au nôtre' },
  'handle-holds-ours': {
    en: 'our handle within a longer one',
    fr: 'notre identifiant au sein d’un plus long',
  },
  'same-name': { en: 'our name', fr: 'notre nom' },
  'name-drawn-alike': {
    en: 'a name that looks the same as ours',
    fr: 'un nom d’apparence identique au nôtre',
  },
  'name-nearly': { en: 'a name that is nearly ours', fr: 'un nom presque identique au nôtre' },
  'same-picture': { en: 'our profile picture', fr: 'notre photo de profil' },
  'says-official': { en: 'it calls itself official', fr: 'il se dit officiel' },
  'by-hand': { en: 'seen by one of our staff', fr: 'vu par une personne de notre équipe' },
}

/** One thing that is copied, with the letters that tell. */
export function reasonWords({ kind, letters, changes }: Reason, lang: Lang): string {
  const words = reasonSentences[kind][lang]
  if (letters !== undefined) return `${words} (${letters})`
  if (changes === undefined) return words
  if (lang === 'fr') return `${words} (${changes} lettre${changes > 1 ? 's' : ''} de différence)`
  return `${words} (${changes} letter${changes > 1 ? 's' : ''} different)`
}

/**
 * A warning to the public. The impostor is named without the sign that would link to it, so that the warning sends nobody there.
 */
export function warningFor({ handle, networkName }: LookAlike, origin: string): LookAlikePage['warning'] {
  const named = handle.replace(/^@/, '')
  return {
    title: { en: `Warning: ${named} is not us`, fr: `Mise en garde : ${named} n’est pas nous` },
    text: {
      en: `An account on ${networkName} that calls itself “${named}” pretends to be us. It is not ours. Do not answer it, and give it neither money nor personal details. Our official accounts: ${origin}${registerPages[0]}`,
      fr: `Un compte sur ${networkName} qui se nomme « ${named} » se fait passer pour nous. Ce n’est pas le nôtre. Ne lui répondez pas et ne lui donnez ni argent ni renseignements personnels. Nos comptes officiels : ${origin}${registerPages[1]}`,
    },
  }
}

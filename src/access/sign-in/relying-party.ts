import type { Words } from '#kernel/words.ts'
import { isUrl } from '#kernel/url.ts'

/** Where passkeys are bound to: the host's name, and the origin a browser vouches for. */
export type RelyingParty = { host: string; origin: string }

/** Either passkeys can work at the address a request came to, or words say why not and what does. */
export type PartyHere = { ok: true; party: RelyingParty } | { ok: false; why: Words }

/**
 * What passkeys are bound to at this address. Browsers have them for a name only, and only over https or on the machine itself.
 *
 * @param hostHeader the Host header, already known to be one of ours
 * @param publicUrl the address people use, where one is set; a proxy before us speaks https for it
 */
export function partyAt(hostHeader: string, publicUrl: string | undefined): PartyHere {
  if (!isUrl(`http://${hostHeader}`)) return { ok: false, why: notHere(publicUrl) }
  const asked = new URL(`http://${hostHeader}`)
  const host = asked.hostname.toLowerCase()
  if (host === 'localhost' || host.endsWith('.localhost'))
    return { ok: true, party: { host, origin: asked.origin } }
  if (publicUrl !== undefined && isUrl(publicUrl)) {
    const known = new URL(publicUrl)
    if (known.hostname === host && known.protocol === 'https:' && !isAddress(host))
      return { ok: true, party: { host, origin: known.origin } }
  }
  if (host === '127.0.0.1' || host === '[::1]') return { ok: false, why: byName(asked.port) }
  return { ok: false, why: notHere(publicUrl) }
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host)
}

function byName(port: string): Words {
  const url = `http://localhost${port === '' ? '' : `:${port}`}/`
  return {
    en: `Browsers have no passkeys for an address made of numbers. Open ${url} instead; a sign-in link works here and there.`,
    fr: `Les navigateurs n’offrent pas de clés d’accès pour une adresse faite de chiffres. Ouvrez plutôt ${url} ; un lien de connexion fonctionne ici comme là-bas.`,
  }
}

function notHere(publicUrl: string | undefined): Words {
  if (publicUrl !== undefined && isUrl(publicUrl) && publicUrl.startsWith('https:')) {
    const { origin } = new URL(publicUrl)
    return {
      en: `Passkeys work at ${origin}/ only. A sign-in link works here too.`,
      fr: `Les clés d’accès fonctionnent uniquement à ${origin}/. Un lien de connexion fonctionne ici aussi.`,
    }
  }
  return {
    en: 'Passkeys need an address with a name and https, and this desk has none yet. Until then a sign-in link works. Whoever runs the desk sets BELLWETHER_PUBLIC_URL.',
    fr: 'Les clés d’accès exigent une adresse avec un nom et https, et ce bureau n’en a pas encore. En attendant, un lien de connexion fonctionne. La personne qui exploite le bureau règle BELLWETHER_PUBLIC_URL.',
  }
}

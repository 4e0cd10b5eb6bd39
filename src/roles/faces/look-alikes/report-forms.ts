import type { Words } from '#kernel/words.ts'
import type { LookAlike, ReportForm } from '#roles/faces/look-alikes/contract.ts'

/**
 * Where networks take reports of impersonation, as data: it changes without us, and a person looks before sending. `seen`: what of
 * the network itself was looked at, on {@link checkedOn}. Without it there is no address, but what to look for: no link is better than
 * a wrong one.
 */
type Route = { url?: string; words: Words; seen?: string }

/** When all of this was last looked at. */
const checkedOn = '2026-11-29'

const routes: Readonly<Record<string, Route>> = {
  x: {
    url: 'https://help.x.com/en/safety-and-security/report-x-impersonation',
    seen: 'this page of X’s help, and its list of forms (“Authenticity on X: report impersonation of a person or brand”)',
    words: {
      en: 'X’s help on impersonation leads to its form, which is under “Authenticity on X”. On the profile itself: “Report”.',
      fr: 'L’aide de X sur l’usurpation d’identité mène à son formulaire, sous « Authenticity on X ». Sur le profil même : « Signaler ».',
    },
  },
  bluesky: {
    url: 'https://bsky.social/about/support',
    seen: 'the source of Bluesky’s own app: the reasons of its report dialog, and the support page it links to',
    words: {
      en: 'On the profile choose “Report account”, then “Misleading”, then “Impersonation”. For a name or a logo that is protected, Bluesky’s support page leads to its policy on intellectual property.',
      fr: 'Sur le profil, choisissez « Signaler le compte », puis « Misleading » (trompeur), puis « Impersonation » (usurpation). Pour un nom ou un logo protégé, la page d’aide de Bluesky mène à sa politique de propriété intellectuelle.',
    },
  },
  youtube: {
    url: 'https://support.google.com/youtube/answer/2801947',
    seen: 'this page of YouTube’s help, “Impersonation policy”',
    words: {
      en: 'YouTube’s policy on impersonation leads to reporting a channel.',
      fr: 'La politique de YouTube sur l’usurpation d’identité mène au signalement d’une chaîne.',
    },
  },
  tiktok: {
    url: 'https://support.tiktok.com/en/safety-hc/report-a-problem/report-an-impersonation-account',
    seen: 'this page of TikTok’s help, which has one form for the United States and one for everywhere else',
    words: {
      en: 'TikTok’s help on impersonation: choose the form for accounts outside the United States, unless yours is there.',
      fr: 'L’aide de TikTok sur l’usurpation d’identité : choisissez le formulaire pour les comptes hors des États-Unis, sauf si le vôtre s’y trouve.',
    },
  },
  practice: {
    words: {
      en: 'Practice: there is nobody in the pretend town to report it to. On a real network its address stands here.',
      fr: 'Exercice : personne, dans la ville inventée, ne reçoit de signalement. Pour un vrai réseau, l’adresse figure ici.',
    },
  },
}

/** Networks on which a look-alike belongs to a server of its own, whose people decide. */
const federated: ReadonlySet<string> = new Set(['mastodon', 'activitypub'])

/** Where a look-alike is reported, and how; on the fediverse at the server it is on. */
export function formFor(of: Pick<LookAlike, 'network' | 'networkName' | 'url'>): ReportForm {
  if (federated.has(of.network)) return atItsServer(of)
  const route = routes[of.network]
  if (route === undefined) return { words: lookItUp(of.networkName) }
  const { url, words, seen } = route
  return { words, ...(url === undefined || seen === undefined ? {} : { url, checkedOn }) }
}

/** What is known of a network nobody could look at: that its help has a page on it. */
function lookItUp(name: string): Words {
  return {
    en: `On the profile choose “Report”. The desk could not check where ${name} takes reports: look for “impersonation” in the help of ${name}.`,
    fr: `Sur le profil, choisissez « Signaler ». Le bureau n’a pas pu vérifier où ${name} reçoit les signalements : cherchez « usurpation d’identité » dans l’aide de ${name}.`,
  }
}

function atItsServer({ url }: Pick<LookAlike, 'url'>): ReportForm {
  const words = {
    en: 'On the profile choose “Report”: it goes to the people who run your server and, if you say so, to those of its server. They are named on that server’s page, with how to reach them.',
    fr: 'Sur le profil, choisissez « Signaler » : les responsables de votre serveur le reçoivent et, si vous le voulez, ceux du sien. La page de ce serveur les nomme et dit comment les joindre.',
  }
  const origin = URL.parse(url)
  return origin?.protocol === 'https:' ? { words, url: `${origin.origin}/about` } : { words }
}

import type { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import type { Words } from '#kernel/words.ts'

const sentences = {
  over: {
    en: 'This sign-in is over: it was used already, took longer than ten minutes, or another one began since. Nothing was kept. Begin again.',
    fr: 'Cette connexion est terminée : elle a déjà servi, a pris plus de dix minutes, ou une autre a commencé depuis. Rien n’a été conservé. Recommencez.',
  },
  'said-no': {
    en: 'You said no at the network. Nothing was kept. Begin again whenever you like.',
    fr: 'Vous avez refusé chez le réseau. Rien n’a été conservé. Recommencez quand vous voulez.',
  },
  trouble: {
    en: 'The network sent you back without a sign-in, and gave no reason that helps. Nothing was kept. Begin again; if it stays so, tell whoever runs the desk.',
    fr: 'Le réseau vous a renvoyé sans connexion et sans raison utile. Rien n’a été conservé. Recommencez ; si cela persiste, avisez la personne qui gère le bureau.',
  },
  'not-taken': {
    en: 'The network no longer took what you brought back; it lasts for moments only. Nothing was kept. Begin again. If it stays so, tell whoever runs the desk: the app’s client ID or secret may be wrong.',
    fr: 'Le réseau n’a plus accepté ce que vous avez rapporté, valable quelques instants seulement. Rien n’a été conservé. Recommencez. Si cela persiste, avisez la personne qui gère le bureau : l’identifiant ou le secret de l’application est peut-être erroné.',
  },
} as const satisfies Record<string, Words>

/** Why a sign-in at a network came to nothing, as a public sentence. */
export function signInProblem(why: keyof typeof sentences): Problem {
  return problem(`sign-in-${why}`, sentences[why])
}

/** What a browser is told that comes back with something nobody waits for, where no screen can say it. */
export const nobodyWaits = {
  title: { en: 'This sign-in is over', fr: 'Cette connexion est terminée' },
  body: {
    en: 'It was used already, took longer than ten minutes, or was not begun at this desk. Nothing was kept. Go back to Our accounts and begin again.',
    fr: 'Elle a déjà servi, a pris plus de dix minutes, ou n’a pas commencé à ce bureau. Rien n’a été conservé. Revenez à Nos comptes et recommencez.',
  },
} as const satisfies Record<string, Words>

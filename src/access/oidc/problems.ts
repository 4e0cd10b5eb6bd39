import type { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'

/** What disconnecting refuses, in words. */
export const oidcProblems = {
  gone: problem('no-such-identity', {
    en: 'There is no such account among yours. Perhaps it was disconnected in another window.',
    fr: 'Ce compte n’est pas parmi les vôtres. Il a peut-être été délié dans une autre fenêtre.',
  }),
  lastWayIn: problem('last-way-in', {
    en: 'This account is the only way you sign in here, so it stays connected. Nothing was changed. Add a passkey first, then disconnect it.',
    fr: 'Ce compte est votre seul moyen de vous connecter ici ; il reste donc relié. Rien n’a été modifié. Ajoutez d’abord une clé d’accès, puis déliez-le.',
  }),
} as const satisfies Record<string, Problem>

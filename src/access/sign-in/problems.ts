import type { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import type { Words } from '#kernel/words.ts'

/** What signing in refuses, in words. A passkey that is not accepted is one and the same to the outside, whatever the reason. */
export const signInProblems = {
  refused: problem('passkey-refused', {
    en: 'This passkey did not open the desk, and nothing was changed. Try again, use another passkey, or ask for a sign-in link.',
    fr: 'Cette clé d’accès n’a pas ouvert le bureau, et rien n’a été modifié. Réessayez, utilisez une autre clé, ou demandez un lien de connexion.',
  }),
  over: problem('challenge-over', {
    en: 'This took longer than five minutes, or was sent twice. Nothing was changed. Press the button again.',
    fr: 'L’opération a pris plus de cinq minutes, ou a été envoyée deux fois. Rien n’a été modifié. Appuyez de nouveau sur le bouton.',
  }),
  noPasskey: problem('no-passkey', {
    en: 'This needs proof that it is you, and you have no passkey here yet. Nothing was changed. Add one under Settings, How you sign in, then do it again. If your organization’s account is connected, you can prove it there too.',
    fr: 'Cette action demande une preuve que c’est bien vous, et vous n’avez pas encore de clé d’accès ici. Rien n’a été modifié. Ajoutez-en une sous Réglages, Votre connexion, puis recommencez. Si le compte de votre organisation est relié, vous pouvez aussi le prouver là.',
  }),
  afterLink: problem('sign-in-again', {
    en: 'A first passkey can be added within 15 minutes of signing in. Sign out, sign in with a new link, then add it.',
    fr: 'Une première clé d’accès s’ajoute dans les 15 minutes qui suivent la connexion. Déconnectez-vous, reconnectez-vous avec un nouveau lien, puis ajoutez-la.',
  }),
  enough: problem('enough-passkeys', {
    en: 'You have 20 passkeys, which is the most. Remove one you no longer use, then add this one.',
    fr: 'Vous avez 20 clés d’accès, soit le maximum. Retirez-en une que vous n’utilisez plus, puis ajoutez celle-ci.',
  }),
  known: problem('passkey-known', {
    en: 'This passkey is already on your list. There is nothing to add.',
    fr: 'Cette clé d’accès figure déjà dans votre liste. Il n’y a rien à ajouter.',
  }),
  gone: problem('no-such-passkey', {
    en: 'There is no such passkey among yours. Perhaps it was removed in another window.',
    fr: 'Cette clé d’accès n’est pas parmi les vôtres. Elle a peut-être été retirée dans une autre fenêtre.',
  }),
  lastWayIn: problem('last-way-in', {
    en: 'This passkey is the only way you sign in here, so it stays. Nothing was changed. Add another passkey first, or connect your organization’s account, then remove it.',
    fr: 'Cette clé d’accès est votre seul moyen de vous connecter ici ; elle reste donc en place. Rien n’a été modifié. Ajoutez d’abord une autre clé, ou reliez le compte de votre organisation, puis retirez-la.',
  }),
  noDevice: problem('no-such-device', {
    en: 'This device is already signed out. There is nothing left to do.',
    fr: 'Cet appareil est déjà déconnecté. Il n’y a rien d’autre à faire.',
  }),
} as const satisfies Record<string, Problem>

/** Passkeys cannot work at this address; the words say what does. */
export function notHere(why: Words): Problem {
  return problem('no-passkeys-here', why)
}

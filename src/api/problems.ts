import type { Words } from '#kernel/words.ts'
import type { Problem } from '#api/contract.ts'

/** What the kit itself refuses, worded once. `error` is the stable word that code may look at. */
export const kitProblems = {
  'signed-out': {
    en: 'You are signed out. Use the sign-in link printed where Bellwether was started, or ask for a new one.',
    fr: 'Votre session est fermée. Utilisez le lien de connexion affiché au démarrage de Bellwether, ou demandez-en un nouveau.',
  },
  'not-allowed': {
    en: 'You are not allowed to do this. Somebody who looks after people and teams can give you the permission.',
    fr: 'Vous n’êtes pas autorisé à faire cela. Une personne qui gère les équipes peut vous en donner la permission.',
  },
  'not-fresh': {
    en: 'This needs proof that it is you. Use your passkey now, then it goes on.',
    fr: 'Cette action demande une preuve que c’est bien vous. Utilisez votre clé d’accès maintenant ; l’action se poursuivra.',
  },
  'not-found': {
    en: 'There is nothing at this address. Check the address, or start again from Now.',
    fr: 'Il n’y a rien à cette adresse. Vérifiez l’adresse, ou repartez de la page Maintenant.',
  },
  'method-not-allowed': {
    en: 'This address exists, but not for this kind of request. The Allow header lists what it takes.',
    fr: 'Cette adresse existe, mais pas pour ce type de requête. L’en-tête Allow indique ce qu’elle accepte.',
  },
  'too-large': {
    en: 'What was sent is too large: 1 MB at most. Send less at a time.',
    fr: 'L’envoi est trop volumineux : 1 Mo au plus. Envoyez moins de données à la fois.',
  },
  'not-json': {
    en: 'What was sent could not be read as JSON. Check it and send it again.',
    fr: 'L’envoi n’a pas pu être lu comme du JSON. Vérifiez-le et renvoyez-le.',
  },
  'wrong-content-type': {
    en: 'This address takes JSON only. Send it with the content type application/json.',
    fr: 'Cette adresse n’accepte que du JSON. Envoyez-le avec le type de contenu application/json.',
  },
  'too-deep': {
    en: 'What was sent is nested too deeply: 32 levels at most.',
    fr: 'L’envoi comporte trop de niveaux imbriqués : 32 au plus.',
  },
  'unreadable-text': {
    en: 'What was sent holds a character that cannot be stored (null). Remove it and send it again.',
    fr: 'L’envoi contient un caractère qui ne peut pas être conservé (nul). Retirez-le et recommencez.',
  },
  'not-valid': {
    en: 'Some of what was sent cannot be used. Each field below says why.',
    fr: 'Une partie de l’envoi ne peut pas être utilisée. Chaque champ ci-dessous indique pourquoi.',
  },
  'wrong-host': {
    en: 'Bellwether does not answer to this host name. Set BELLWETHER_PUBLIC_URL to the address people use.',
    fr: 'Bellwether ne répond pas à ce nom d’hôte. Indiquez l’adresse utilisée dans BELLWETHER_PUBLIC_URL.',
  },
  'other-site': {
    en: 'This request came from another site, so it was refused. Nothing was changed. Do it from Bellwether itself.',
    fr: 'Cette requête vient d’un autre site et a été refusée. Rien n’a été modifié. Faites-la depuis Bellwether.',
  },
  'not-for-programs': {
    en: 'A key cannot do this. Somebody who is signed in must.',
    fr: 'Une clé ne permet pas ceci. Une personne connectée doit le faire.',
  },
  'too-many': {
    en: 'Too many requests in a short time. Wait a moment, then try again.',
    fr: 'Trop de requêtes en peu de temps. Attendez un instant, puis réessayez.',
  },
  'too-slow': {
    en: 'This took too long and was stopped. Try again; if it goes on, look at the health of the sources and the store.',
    fr: 'L’opération a pris trop de temps et a été interrompue. Réessayez ; si cela persiste, vérifiez l’état des sources et de la base.',
  },
  'too-many-live': {
    en: 'Too many live screens are open. Close one, then reload this page.',
    fr: 'Trop d’écrans en direct sont ouverts. Fermez-en un, puis rechargez cette page.',
  },
  'not-built': {
    en: 'The screens are not built yet. Run npm start, or npm run build.',
    fr: 'Les écrans ne sont pas encore construits. Lancez npm start ou npm run build.',
  },
  closing: {
    en: 'Bellwether is closing. Try again in a moment.',
    fr: 'Bellwether est en cours d’arrêt. Réessayez dans un instant.',
  },
} as const satisfies Record<string, Words>

/** The stable words of `kitProblems`. */
export type KitProblem = keyof typeof kitProblems

/** One of the kit's own refusals as a `Problem`. */
export function kitProblem(error: KitProblem, fields?: Problem['fields']): Problem {
  const words = kitProblems[error]
  return { error, en: words.en, fr: words.fr, ...(fields ? { fields } : {}) }
}

/** A refusal of your own as a `Problem`. */
export function problem(error: string, words: Words): Problem {
  return { error, en: words.en, fr: words.fr }
}

/** What people are told when an error with a known name was thrown. */
export type PublicSentence = Words & {
  status: 400 | 403 | 404 | 409 | 422 | 429 | 500 | 502 | 503 | 504
  error: string
}

/** The one table from error names to public sentences. Rooms add theirs through `createApi`. */
export type PublicSentences = Readonly<Record<string, PublicSentence>>

/** What people are told when something unforeseen was thrown: no stack, no message, but a reference to find it by. */
export function unforeseen(reference: string): PublicSentence {
  return {
    status: 500,
    error: 'unforeseen',
    en: `Something went wrong on our side. Nothing more is known here; the log has it under ${reference}. Try again.`,
    fr: `Une erreur s’est produite de notre côté. Le journal la conserve sous la référence ${reference}. Réessayez.`,
  }
}

/** The public sentence for a thrown error, by its name; never its message or stack. */
export function sentenceFor(thrown: unknown, table: PublicSentences, reference: string): PublicSentence {
  const name = thrown instanceof Error ? thrown.name : ''
  const known = Object.hasOwn(table, name) ? table[name] : undefined
  return known ?? unforeseen(reference)
}

import type { ConnectField } from '#networks/sender.ts'

/** What connecting a Bluesky account asks for. */
export const connectFields: readonly ConnectField[] = [
  {
    name: 'handle',
    words: { en: 'Handle', fr: 'Identifiant' },
    hint: { en: 'For example: city.example.org', fr: 'Par exemple : ville.example.org' },
    isSecret: false,
  },
  {
    name: 'password',
    words: { en: 'App password', fr: 'Mot de passe d’application' },
    hint: {
      en: 'Made in Bluesky under Settings, Privacy and security, App passwords. Not the password you sign in with.',
      fr: 'À créer dans Bluesky sous Paramètres, Confidentialité et sécurité, Mots de passe d’application. Pas votre mot de passe habituel.',
    },
    isSecret: true,
  },
  {
    name: 'server',
    words: { en: 'Server', fr: 'Serveur' },
    hint: {
      en: 'Only for an account on a server of your own; it is found from the handle otherwise.',
      fr: 'Seulement pour un compte sur votre propre serveur ; sinon il est trouvé par l’identifiant.',
    },
    isSecret: false,
    isOptional: true,
  },
]

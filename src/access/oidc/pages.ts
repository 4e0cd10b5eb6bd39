import type { Words } from '#kernel/words.ts'

type Page = { title: Words; body: Words }

/** What somebody is told on their way to a provider and back, where no screen can be shown. */
export const oidcPages = {
  noProvider: {
    title: { en: 'There is no such way to sign in', fr: 'Ce moyen de connexion n’existe pas' },
    body: {
      en: 'Go back to the first page and choose one of the ways shown there.',
      fr: 'Revenez à la première page et choisissez l’un des moyens qui y sont proposés.',
    },
  },
  unreachable: {
    title: {
      en: 'Your organization’s sign-in does not answer',
      fr: 'Le service de connexion de votre organisation ne répond pas',
    },
    body: {
      en: 'Nothing was changed, and the desk itself runs. Try again in a minute. A passkey or a link from whoever runs Bellwether works meanwhile.',
      fr: 'Rien n’a été modifié et le bureau fonctionne. Réessayez dans une minute. En attendant, une clé d’accès ou un lien de la personne qui exploite Bellwether fonctionne.',
    },
  },
  over: {
    title: { en: 'This sign-in is over', fr: 'Cette connexion a expiré' },
    body: {
      en: 'It was used already, took longer than ten minutes, or began in another browser. Nothing was changed. Begin again from the first page.',
      fr: 'Elle a déjà servi, a pris plus de dix minutes ou a commencé dans un autre navigateur. Rien n’a été modifié. Recommencez depuis la première page.',
    },
  },
  cancelled: {
    title: { en: 'You did not sign in', fr: 'Vous ne vous êtes pas connecté' },
    body: {
      en: 'You said no at your organization’s sign-in. Nothing was changed. Begin again from the first page whenever you like.',
      fr: 'Vous avez refusé au service de connexion de votre organisation. Rien n’a été modifié. Recommencez depuis la première page quand vous voulez.',
    },
  },
  refused: {
    title: { en: 'This sign-in could not be believed', fr: 'Cette connexion n’a pas pu être vérifiée' },
    body: {
      en: 'What your organization’s sign-in said did not hold, so nobody was signed in. Begin again from the first page. If it stays so, tell whoever runs Bellwether: the log says what did not fit.',
      fr: 'La réponse du service de connexion de votre organisation n’était pas valable ; personne n’a donc été connecté. Recommencez depuis la première page. Si cela persiste, avisez la personne qui exploite Bellwether : le journal indique ce qui ne convenait pas.',
    },
  },
  uninvited: {
    title: { en: 'Nobody invited you here yet', fr: 'Personne ne vous a encore invité ici' },
    body: {
      en: 'We know now who you are, but this desk does not expect you. Ask whoever looks after its people to invite you with the mail address of your account. No account was made for you.',
      fr: 'Nous savons maintenant qui vous êtes, mais ce bureau ne vous attend pas. Demandez à la personne qui en gère les membres de vous inviter avec l’adresse de courriel de votre compte. Aucun compte n’a été créé.',
    },
  },
  tooMany: {
    title: { en: 'Too many tries', fr: 'Trop d’essais' },
    body: {
      en: 'Wait a few seconds, then begin again from the first page.',
      fr: 'Attendez quelques secondes, puis recommencez depuis la première page.',
    },
  },
  signInFirst: {
    title: { en: 'Sign in first', fr: 'Connectez-vous d’abord' },
    body: {
      en: 'To add this way to sign in, or to prove that it is you, you must be signed in here.',
      fr: 'Pour ajouter ce moyen de connexion, ou prouver que c’est bien vous, vous devez être connecté ici.',
    },
  },
  proveFirst: {
    title: { en: 'Prove that it is you first', fr: 'Prouvez d’abord que c’est vous' },
    body: {
      en: 'Adding a way to sign in needs a fresh proof. Use your passkey in your settings, then add it there.',
      fr: 'Ajouter un moyen de connexion demande une preuve récente. Utilisez votre clé d’accès dans vos réglages, puis ajoutez-le.',
    },
  },
  taken: {
    title: {
      en: 'This account belongs to somebody else here',
      fr: 'Ce compte appartient ici à quelqu’un d’autre',
    },
    body: {
      en: 'It already signs in another person at this desk. Nothing was changed.',
      fr: 'Il connecte déjà une autre personne de ce bureau. Rien n’a été modifié.',
    },
  },
  enough: {
    title: { en: 'You have enough ways to sign in', fr: 'Vous avez assez de moyens de connexion' },
    body: {
      en: 'Five accounts are the most for one person. Nothing was changed.',
      fr: 'Cinq comptes sont le maximum pour une personne. Rien n’a été modifié.',
    },
  },
  goingOn: {
    title: { en: 'One moment', fr: 'Un instant' },
    body: { en: 'Back to the desk.', fr: 'Retour au bureau.' },
  },
} as const satisfies Record<string, Page>

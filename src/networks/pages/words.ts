import type { Words } from '#kernel/words.ts'

/** The few words around a message. What is said in other languages than these has them in English, and marked so. */
export const pageWords = {
  messageFrom: { en: 'Message from {name}', fr: 'Message de {name}' },
  published: { en: 'Published', fr: 'Publié le' },
  changed: { en: 'Corrected', fr: 'Corrigé le' },
  correctedOn: { en: 'Corrected on', fr: 'Corrigé le' },
  correction: { en: 'Correction:', fr: 'Correction\u00A0:' },
  expires: { en: 'Valid until', fr: 'Valable jusqu’au' },
  expired: { en: 'No longer valid since', fr: 'N’est plus valable depuis le' },
  corrections: { en: 'Corrections', fr: 'Corrections' },
  withdrawn: { en: 'This message was withdrawn', fr: 'Ce message a été retiré' },
  withdrawnFor: { en: 'This message was withdrawn:', fr: 'Ce message a été retiré\u00A0:' },
  warning: { en: 'Content warning:', fr: 'Avertissement de contenu\u00A0:' },
  otherLanguages: { en: 'Other languages', fr: 'Autres langues' },
  all: { en: 'All messages from {name}', fr: 'Tous les messages de {name}' },
  feeds: { en: 'Follow without an account', fr: 'Suivre sans compte' },
  subscribe: { en: 'Get our messages', fr: 'Recevoir nos messages' },
  none: { en: 'Nothing was said yet.', fr: 'Rien n’a encore été publié.' },
  find: { en: 'Search', fr: 'Chercher' },
  findLabel: { en: 'Search our messages', fr: 'Chercher dans nos messages' },
  found: { en: 'Messages found: {name}.', fr: 'Messages trouvés\u00A0: {name}.' },
  foundMore: { en: 'Messages found: more than {name}.', fr: 'Messages trouvés\u00A0: plus de {name}.' },
  foundNone: {
    en: 'Try fewer words, or another spelling. What was withdrawn is not found.',
    fr: 'Essayez moins de mots, ou une autre orthographe. Ce qui a été retiré n’est pas trouvé.',
  },
  showAll: { en: 'Show all messages', fr: 'Afficher tous les messages' },
  topics: { en: 'About:', fr: 'Sujets\u00A0:' },
  byTopic: { en: 'By topic', fr: 'Par sujet' },
  subscribeTopic: { en: 'Subscribe to this topic', fr: 'S’abonner à ce sujet' },
  noneAbout: {
    en: 'No message was published about this topic yet.',
    fr: 'Aucun message n’a encore été publié sur ce sujet.',
  },
  byMonth: { en: 'By month', fr: 'Par mois' },
  newer: { en: 'Newer messages', fr: 'Messages plus récents' },
  older: { en: 'Older messages', fr: 'Messages plus anciens' },
  poll: { en: 'We ask', fr: 'Nous demandons' },
  pollOne: { en: 'One choice each.', fr: 'Un seul choix par personne.' },
  pollMany: { en: 'More than one choice is possible.', fr: 'Plusieurs choix possibles.' },
  pollVote: { en: 'Vote on {name}', fr: 'Voter sur {name}' },
  pollOn: { en: 'On {name}', fr: 'Sur {name}' },
  pollEnds: { en: 'Open until', fr: 'Ouvert jusqu’au' },
  pollEnded: { en: 'Ended', fr: 'Terminé le' },
  pollCounted: { en: 'Counted', fr: 'Compté le' },
  pollOption: { en: 'Option', fr: 'Option' },
  pollVotes: { en: 'Votes', fr: 'Votes' },
  pollShare: { en: 'Share', fr: 'Part' },
  pollNotYet: { en: 'Not counted yet.', fr: 'Pas encore compté.' },
  pollPeople: { en: 'People who voted: {name}', fr: 'Personnes ayant voté\u00A0: {name}' },
  pollNoSample: {
    en: 'This is not a sample: whoever saw it could answer, and nobody was chosen. It does not say what all residents think.',
    fr: 'Ceci n’est pas un échantillon\u00A0: a répondu qui l’a vu, personne n’a été choisi. Le résultat ne dit pas ce que pense toute la population.',
  },
  pollApart: {
    en: 'Each place is counted by itself. The counts are not added up: the same person may answer in several.',
    fr: 'Chaque endroit est compté à part. Les totaux ne sont pas additionnés\u00A0: une même personne peut répondre à plusieurs endroits.',
  },
  picture: { en: 'Picture', fr: 'Image' },
  film: { en: 'Film', fr: 'Vidéo' },
  sound: { en: 'Sound', fr: 'Son' },
  practiceMark: { en: 'Practice', fr: 'Exercice' },
  practice: {
    en: 'Practice: this is an exercise. Nothing here is real.',
    fr: 'Exercice : ceci est un entraînement. Rien ici n’est réel.',
  },
} as const satisfies Record<string, Words>

/** The language of the words around a message: that of the message where we have it. */
export function wordsLanguage(language: string): 'en' | 'fr' {
  return /^fr\b/i.test(language) ? 'fr' : 'en'
}

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
  byMail: { en: 'Get our messages by mail', fr: 'Recevoir nos messages par courriel' },
  none: { en: 'Nothing was said yet.', fr: 'Rien n’a encore été publié.' },
  newer: { en: 'Newer messages', fr: 'Messages plus récents' },
  older: { en: 'Older messages', fr: 'Messages plus anciens' },
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

/** What a mail says besides the message. */
export type MailWords = { readMore: string; unsubscribe: string; why: string; colon: string }

const english: MailWords = {
  readMore: 'Read this on our page',
  unsubscribe: 'Stop these messages',
  why: 'You get this because you subscribed to it.',
  colon: ': ',
}
const french: MailWords = {
  readMore: 'Lire ce message sur notre page',
  unsubscribe: 'Ne plus recevoir ces messages',
  why: 'Vous recevez ce message à la suite de votre abonnement.',
  colon: '\u00a0: ',
}

/** The words in a language; English where we have none in it. */
export function mailWords(language: string): MailWords {
  return /^fr(-|$)/i.test(language) ? french : english
}

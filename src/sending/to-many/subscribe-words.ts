import type { Words } from '#kernel/words.ts'

type Locale = keyof Words

/** What the pages of subscribing say. */
export const subscribeWords = {
  title: { en: 'Get our messages', fr: 'Recevoir nos messages' },
  byMail: { en: 'By mail', fr: 'Par courriel' },
  byBrowser: { en: 'In this browser', fr: 'Dans ce navigateur' },
  byBrowserWhat: {
    en: 'Messages come to this device, also while the page is closed. No address is asked for. You choose from:',
    fr: 'Les messages arrivent sur cet appareil, même quand la page est fermée. Aucune adresse n’est demandée. Vous choisissez parmi\u00A0:',
  },
  byFediverse: { en: 'On Mastodon and the fediverse', fr: 'Sur Mastodon et le fédivers' },
  byFediverseWhat: {
    en: 'Search for one of these names in the app you use, and follow it.',
    fr: 'Cherchez l’un de ces noms dans l’application que vous utilisez, et abonnez-vous-y.',
  },
  byFeed: { en: 'In a feed reader', fr: 'Dans un lecteur de fils' },
  byFeedWhat: {
    en: 'Nobody learns that you follow a feed. Each language has its own.',
    fr: 'Personne ne sait que vous suivez un fil. Chaque langue a le sien.',
  },
  bySite: { en: 'On our own site', fr: 'Sur notre site' },
  lede: {
    en: 'Give an address. A mail asks you back before anything else is sent, and every message has a link that ends it with one press.',
    fr: 'Indiquez une adresse. Un courriel vous demandera de confirmer avant tout autre envoi, et chaque message porte un lien pour y mettre fin en un geste.',
  },
  list: { en: 'You will get', fr: 'Vous recevrez' },
  lists: { en: 'Which messages?', fr: 'Quels messages\u00A0?' },
  topics: { en: 'About what?', fr: 'Sur quels sujets\u00A0?' },
  topicsAll: { en: 'Everything', fr: 'Tous les sujets' },
  topicsSome: { en: 'Only these topics', fr: 'Seulement ces sujets' },
  topicsWhat: {
    en: 'Emergencies come in any case, and so do messages that are about none of our topics.',
    fr: 'Les urgences vous parviennent dans tous les cas, tout comme les messages qui ne portent sur aucun de nos sujets.',
  },
  noTopic: {
    en: 'Choose at least one topic, or everything',
    fr: 'Choisissez au moins un sujet, ou tous les sujets',
  },
  address: { en: 'Mail address', fr: 'Adresse de courriel' },
  language: { en: 'In which language?', fr: 'En quelle langue\u00A0?' },
  privacy: {
    en: 'We use the address for these messages and nothing else, keep it encrypted, and delete it when you leave. We do not see whether you open a message.',
    fr: 'Nous utilisons l’adresse pour ces messages et rien d’autre, la conservons chiffrée et la supprimons quand vous partez. Nous ne voyons pas si vous ouvrez un message.',
  },
  press: { en: 'Subscribe', fr: 'S’abonner' },
  wrong: { en: 'Nothing was sent yet', fr: 'Rien n’a encore été envoyé' },
  badAddress: {
    en: 'Write a whole mail address, such as name@example.org',
    fr: 'Écrivez une adresse complète, comme nom@exemple.org',
  },
  noList: { en: 'Choose at least one kind of message', fr: 'Choisissez au moins un type de messages' },
  otherWays: { en: 'Other ways', fr: 'Autres moyens' },
  allWays: { en: 'All ways to get our messages', fr: 'Tous les moyens de recevoir nos messages' },
  inBrowser: { en: 'Get our messages in this browser', fr: 'Recevoir nos messages dans ce navigateur' },
  page: { en: 'Read all messages', fr: 'Lire tous les messages' },
  feed: { en: 'Follow the feed (RSS)', fr: 'Suivre le fil (RSS)' },
  asked: { en: 'One more step: look into your mailbox', fr: 'Encore une étape\u00A0: ouvrez votre boîte' },
  askedWhat: {
    en: 'If the address can be written to, a mail is on its way there. Press the link in it within two days: only then are you subscribed.',
    fr: 'Si l’on peut écrire à cette adresse, un courriel est en route. Suivez le lien qu’il contient dans les deux jours\u00A0: l’abonnement ne commence qu’à ce moment.',
  },
  askedNone: {
    en: 'Nothing after ten minutes? Look among unwanted mail, and check the address. You can ask again after a quarter of an hour.',
    fr: 'Rien après dix minutes\u00A0? Regardez parmi les indésirables et vérifiez l’adresse. Vous pourrez recommencer après un quart d’heure.',
  },
  back: { en: 'Back to the form', fr: 'Retour au formulaire' },
  yesTitle: { en: 'Do you want these messages?', fr: 'Voulez-vous recevoir ces messages\u00A0?' },
  yesWhat: {
    en: 'One press, and you are subscribed. If you did not ask for this, close the page: nothing more is sent to you.',
    fr: 'Un geste, et l’abonnement commence. Si vous n’avez rien demandé, fermez cette page\u00A0: rien d’autre ne vous sera envoyé.',
  },
  yes: { en: 'Yes, subscribe me', fr: 'Oui, je m’abonne' },
  done: { en: 'You are subscribed', fr: 'Vous êtes abonné' },
  doneWhat: {
    en: 'The next message comes to you by mail. Each has a link that ends your subscription.',
    fr: 'Le prochain message vous parviendra par courriel. Chacun porte un lien pour mettre fin à l’abonnement.',
  },
  over: { en: 'This link does not work any more', fr: 'Ce lien ne fonctionne plus' },
  overWhat: {
    en: 'It works for two days, or it may have been cut short. Nothing is lost: ask again, and a new mail comes.',
    fr: 'Il fonctionne deux jours, ou il a peut-être été coupé. Rien n’est perdu\u00A0: recommencez, et un nouveau courriel viendra.',
  },
  tooMany: { en: 'Please wait a moment', fr: 'Veuillez patienter un moment' },
  tooManyWhat: {
    en: 'Too many addresses were given from here in a short time. Try again in a few minutes.',
    fr: 'Trop d’adresses ont été données d’ici en peu de temps. Réessayez dans quelques minutes.',
  },
  noneWhat: {
    en: 'This office does not send mail now. What it says can be had in these ways.',
    fr: 'Ce bureau n’envoie pas de courriel pour le moment. Ses messages se reçoivent de ces façons.',
  },
} as const satisfies Record<string, Words>

const onlyTopics: Record<Locale, (topics: string) => string> = {
  en: (topics) =>
    `Only about: ${topics}. Emergencies come in any case, and so do messages that are about none of our topics.`,
  fr: (topics) =>
    `Seulement sur\u00A0: ${topics}. Les urgences sont envoyées dans tous les cas, tout comme les messages qui ne portent sur aucun de nos sujets.`,
}

/** The mail that asks back, in one language. `topics`: names of those that were chosen; none: everything. */
export function mailThatAsks(
  locale: Locale,
  o: { names: readonly string[]; topics: readonly string[]; link: string; untilMs: number },
): { title: string; text: string } {
  const { names, topics, link, untilMs } = o
  const all = new Intl.ListFormat(`${locale}-CA`, { type: 'conjunction' })
  const list = all.format(names)
  const only = topics.length === 0 ? '' : `${onlyTopics[locale](all.format(topics))}\n\n`
  const until = new Intl.DateTimeFormat(`${locale}-CA`, {
    ...{ dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' },
  }).format(untilMs)
  if (locale === 'fr')
    return {
      title: `Confirmez votre abonnement\u00A0: ${list}`,
      text: `Quelqu’un, sans doute vous, a demandé que les messages «\u00A0${list}\u00A0» soient envoyés à cette adresse.\n\n${only}Pour commencer à les recevoir, ouvrez cette page et appuyez sur le bouton\u00A0:\n${link}\n\nLe lien fonctionne jusqu’au ${until} (UTC). Si ce n’était pas vous, ne faites rien\u00A0: aucun message ne vous sera envoyé, et l’adresse sera alors supprimée.`,
    }
  return {
    title: `Confirm your subscription: ${list}`,
    text: `Somebody, most likely you, asked that messages from “${list}” be sent to this address.\n\n${only}To begin getting them, open this page and press the button:\n${link}\n\nThe link works until ${until} (UTC). If it was not you, do nothing: no messages are sent to you, and the address is then deleted.`,
  }
}

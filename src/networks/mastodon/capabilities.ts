import type { ConnectField, SendingCapabilities } from '#networks/sender.ts'

/**
 * What servers with the Mastodon API can do when we speak, as data. Quotes are off: only Mastodon 4.5 and later has them, the
 * quoted author decides afterwards whether one is shown, and the limits of a server have no room to say which it is.
 */
export const mastodonSendingCapabilities: SendingCapabilities = {
  network: 'mastodon',
  name: 'Mastodon',
  threads: true,
  replies: true,
  quotes: false,
  images: true,
  video: true,
  altText: true,
  contentWarning: true,
  languageTags: true,
  edits: true,
  deletes: true,
  repeats: 'key',
  readsBack: true,
  // An edit that names a poll moves its end, and one that does not takes it away: so a post with a poll is not edited.
  polls: 'votes',
  readsPrivate: { everyMs: 60_000 },
  counts: 'free',
  // Its players know no captions beside a film (4.6), and a card is made by the server from an address in the text.
  cards: 'built',
}

/** What connecting an account asks for. */
export const mastodonConnectFields: readonly ConnectField[] = [
  {
    name: 'server',
    words: { en: 'Server address', fr: 'Adresse du serveur' },
    hint: {
      en: 'For example mastodon.example. Mastodon, GoToSocial, Pleroma and others with the same API.',
      fr: 'Par exemple mastodon.example. Mastodon, GoToSocial, Pleroma et d’autres ayant la même API.',
    },
    isSecret: false,
  },
  {
    name: 'accessToken',
    words: { en: 'Access token', fr: 'Jeton d’accès' },
    hint: {
      en: 'On the server: Preferences, Development, New application, with the permissions “read” and “write”.',
      fr: 'Sur le serveur : Préférences, Développement, Nouvelle application, avec les permissions « read » et « write ».',
    },
    isSecret: true,
  },
]

import type { ConnectField, SendingCapabilities, SendingLimits } from '#networks/sender.ts'

/** What a receiver of ours can be told. Files go as addresses, so only where ours can be fetched. */
export function webhookCapabilities(hasMedia: boolean): SendingCapabilities {
  return {
    ...{ network: 'webhook', name: 'Webhook', threads: true, replies: true, quotes: true },
    ...{ images: hasMedia, video: hasMedia, altText: hasMedia },
    ...{ contentWarning: true, languageTags: true, edits: true, deletes: true },
    // A program is told what is asked; it cannot vote.
    ...{ polls: 'text', editsBesidePolls: true },
    ...{ cards: 'given', cardsBesideFiles: true },
    repeats: 'key',
    readsBack: false,
  }
}

const file = { bytesMax: 100_000_000 }

/** Ours: all of it stays within the 256 kB that our own receiver takes. */
export function webhookLimits(hasMedia: boolean): SendingLimits {
  const types = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4', 'audio/mpeg']
  return {
    textMax: 40_000,
    textBytesMax: 120_000,
    partsMax: 50,
    filesMax: hasMedia ? 10 : 0,
    altLengthMax: 1500,
    contentWarningMax: 500,
    media: hasMedia ? Object.fromEntries(types.map((type) => [type, file])) : {},
  }
}

/** What connecting asks for. Addresses of receivers often hold a password, so they are kept as secrets. */
export const webhookConnectFields: readonly ConnectField[] = [
  {
    name: 'url',
    words: { en: 'Address that is told', fr: 'Adresse à prévenir' },
    hint: {
      en: 'It takes a POST with JSON. Anybody who knows it may be able to write there: it is kept secret.',
      fr: 'Elle reçoit un POST en JSON. Qui la connaît peut parfois y écrire : elle est gardée secrète.',
    },
    isSecret: true,
  },
  {
    name: 'secret',
    words: { en: 'Signing secret', fr: 'Secret de signature' },
    hint: {
      en: 'Begins with whsec_. The receiver shows it, and checks with it that it was you. While it changes: both, with a space between.',
      fr: 'Commence par whsec_. Le destinataire l’affiche et vérifie avec lui que c’est bien vous. Pendant un changement : les deux, séparés par une espace.',
    },
    isSecret: true,
  },
]

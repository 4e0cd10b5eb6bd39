import type { SenderHealth, SendingCapabilities, SendingLimits, SendingNetwork } from '#networks/sender.ts'

/** What the invented network says to a token; a test changes it as it goes. */
export type Agora = SendingNetwork & {
  /** By token; any other is answered as revoked, and repeated in the answer, as careless servers do. */
  says: Map<string, SenderHealth>
  /** Everything that was shown to it, in order. */
  asked: { server: string | undefined; secrets: unknown }[]
}

/** Limits of the invented network. */
export const agoraLimits: SendingLimits = {
  textMax: 500,
  partsMax: 10,
  filesMax: 4,
  media: { 'image/png': { bytesMax: 8_000_000 } },
}

const can = { threads: true, replies: true, images: true, altText: true, languageTags: true, deletes: true }
const cannot = { quotes: false, video: false, contentWarning: false, edits: false }

const capabilities: SendingCapabilities = {
  ...{ network: 'agora', name: 'Agora', ...can, ...cannot },
  repeats: 'key',
  readsBack: true,
}

/** A good answer to the harmless call. */
export function agoraAnswer(more: Partial<Extract<SenderHealth, { ok: true }>> = {}): SenderHealth {
  return { ok: true, handle: '@town@agora.example', limits: agoraLimits, ...more }
}

/** An invented network that asks for a server, a token and, if wanted, a second secret. Nothing can be sent to it. */
export function agora(): Agora {
  const says: Agora['says'] = new Map()
  const asked: Agora['asked'] = []
  return {
    ...{ says, asked, capabilities },
    connectFields: [
      {
        name: 'server',
        words: { en: 'Server address', fr: 'Adresse du serveur' },
        hint: { en: 'For example agora.example', fr: 'Par exemple agora.example' },
        isSecret: false,
      },
      {
        name: 'token',
        words: { en: 'Access token', fr: 'Jeton d’accès' },
        hint: {
          en: 'On the server: Settings, For programs, New token.',
          fr: 'Sur le serveur : Réglages, Pour les programmes, Nouveau jeton.',
        },
        isSecret: true,
      },
      { name: 'extra', words: { en: 'Team', fr: 'Équipe' }, isSecret: false, isOptional: true },
    ],
    open: ({ server, credentials }) => ({
      ...{ capabilities, limits: agoraLimits, measure: (text) => text.length, check: () => [] },
      send: () => Promise.resolve({ kind: 'refused', why: 'not-accepted', detail: 'nothing is taken here' }),
      readBack: () => Promise.resolve({ kind: 'not-there' }),
      async health() {
        const secrets = await credentials.read()
        asked.push({ server, secrets })
        // Read back as it was given: a test gives it.
        const { token } = secrets as { token: string }
        const detail = `no such token: ${token}`
        return says.get(token) ?? { ok: false, why: 'revoked', detail, isTransient: false }
      },
    }),
  }
}

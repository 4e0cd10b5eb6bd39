import type { Suite } from '#app/evaluate/suite.ts'

/** Every suite of `bellwether evaluate`, by name. Each loads what it measures only when it is asked for. */
export const suites = {
  'early-warning': {
    summary: {
      en: 'stories on a recorded event nobody searched for',
      fr: 'histoires d’un événement enregistré que personne ne cherchait',
    },
    run: async ({ data, ...rest }) =>
      (await import('#roles/early-warning/evaluate.ts')).evaluateEarlyWarning({ file: data, ...rest }),
  },
  'lead-time': {
    summary: {
      en: 'lead of each story over the first post labelled as media',
      fr: 'avance de chaque sujet sur le premier message attribué à un média',
    },
    run: async (given) => (await import('#app/evaluate/lead-time.ts')).evaluateLeadTime(given),
  },
  anomaly: {
    summary: {
      en: 'alarms on series in the layout of the Numenta Anomaly Benchmark',
      fr: 'alertes sur des séries au format du Numenta Anomaly Benchmark',
    },
    run: async (given) => (await import('#app/evaluate/anomaly.ts')).evaluateAnomaly(given),
  },
  sentiment: {
    summary: {
      en: 'mood of posts, eight languages',
      fr: 'tonalité des messages, huit langues',
    },
    run: async (given) => (await import('#app/evaluate/sentiment.ts')).evaluateSentiment(given),
  },
  language: {
    summary: { en: 'language of posts', fr: 'langue des messages' },
    run: async (given) => (await import('#app/evaluate/language.ts')).evaluateLanguage(given),
  },
  places: {
    summary: {
      en: 'places named in posts, exact spans',
      fr: 'lieux nommés dans les messages, étendue exacte',
    },
    run: async (given) => (await import('#app/evaluate/places.ts')).evaluatePlaces(given),
  },
  'near-duplicates': {
    summary: {
      en: 'copies told from different posts, pairs of texts',
      fr: 'copies distinguées des messages différents, paires de textes',
    },
    run: async (given) => (await import('#app/evaluate/near-duplicates.ts')).evaluateNearDuplicates(given),
  },
  triage: {
    summary: { en: 'kinds of posts in an emergency', fr: 'genres de billets en situation d’urgence' },
    run: async (given) => (await import('#app/evaluate/triage.ts')).evaluateTriage(given),
  },
  informative: {
    summary: {
      en: 'posts that inform about an emergency',
      fr: 'billets qui informent sur une situation d’urgence',
    },
    run: async (given) => (await import('#app/evaluate/informative.ts')).evaluateInformative(given),
  },
  policy: {
    summary: {
      en: 'rules to refuse told from innocent ones',
      fr: 'règles à refuser distinguées des règles innocentes',
    },
    run: async (given) => (await import('#app/evaluate/policy.ts')).evaluatePolicy(given),
  },
  wire: {
    summary: {
      en: 'recorded answers and streams of a network, decoded',
      fr: 'réponses et flux enregistrés d’un réseau, décodés',
    },
    run: async (given) => (await import('#app/evaluate/wire/wire.ts')).evaluateWire(given),
  },
} as const satisfies Record<string, Suite>

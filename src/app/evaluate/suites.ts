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
} as const satisfies Record<string, Suite>

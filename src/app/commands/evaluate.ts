import { z } from 'zod'
import { command } from '#cli/command.ts'
import { UsageError } from '#cli/words.ts'
import { evaluateEarlyWarning } from '#roles/early-warning/evaluate.ts'

const suites = ['early-warning'] as const

/** `bellwether evaluate SUITE`: measures a skill on data it has never seen, one JSON line out. */
export const evaluateCommand = command({
  name: 'evaluate',
  summary: { en: 'Measure a skill on labelled data', fr: 'Mesurer une compétence sur des données annotées' },
  arguments: z.object({ suite: z.enum(suites).meta({ en: suites.join(', '), fr: suites.join(', ') }) }),
  flags: z.object({
    data: z.string().meta({ en: 'File with labelled data', fr: 'Fichier de données annotées' }),
    onset: z
      .string()
      .optional()
      .meta({ en: 'When the event began, ISO 8601', fr: 'Début de l’événement, ISO 8601' }),
  }),
  examples: ['evaluate early-warning --data event.jsonl.gz --onset 2013-06-20T03:56:00Z'],
  run: async ({ flags, out }) => {
    const onsetMs = flags.onset === undefined ? undefined : Date.parse(flags.onset)
    if (onsetMs !== undefined && Number.isNaN(onsetMs)) {
      throw new UsageError({
        en: `--onset ${flags.onset} is not a date. Write it as 2013-06-20T03:56:00Z.`,
        fr: `--onset ${flags.onset} n’est pas une date. Écrivez-la comme 2013-06-20T03:56:00Z.`,
      })
    }
    const progress = out.progress({ en: 'Listening', fr: 'Écoute' })
    const figures = await evaluateEarlyWarning({
      file: flags.data,
      ...(onsetMs === undefined ? {} : { onsetMs }),
      progress: (posts) => progress.update(posts),
    })
    progress.done()
    await out.json(figures)
    return 0
  },
})

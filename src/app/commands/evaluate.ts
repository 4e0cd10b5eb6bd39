import { z } from 'zod'
import { command } from '#cli/command.ts'
import { UsageError } from '#cli/words.ts'
import { type Suite } from '#app/evaluate/suite.ts'
import { suites } from '#app/evaluate/suites.ts'
import { wireNetworks } from '#app/evaluate/wire/networks.ts'

const names = Object.keys(suites)
const all: Readonly<Record<string, Suite>> = suites

/** `bellwether evaluate SUITE`: measures a skill on data it has never seen, one JSON line out. */
export const evaluateCommand = command({
  name: 'evaluate',
  summary: { en: 'Measure a skill on labelled data', fr: 'Mesurer une compétence sur des données annotées' },
  arguments: z.object({ suite: z.enum(names).meta({ en: names.join(', '), fr: names.join(', ') }) }),
  flags: z.object({
    data: z.string().meta({
      en: 'File (for anomaly and wire: folder) with the data',
      fr: 'Fichier (pour anomaly et wire : dossier) des données',
    }),
    onset: z.string().optional().meta({
      en: 'early-warning: when the event began, ISO 8601',
      fr: 'early-warning : début de l’événement, ISO 8601',
    }),
    network: z
      .string()
      .optional()
      .meta({
        en: `wire: whose wire it is: ${wireNetworks.join(', ')}`,
        fr: `wire : de quel réseau : ${wireNetworks.join(', ')}`,
      }),
    policy: z.string().optional().meta({
      en: 'policy: the organization’s own policy file, beside what every desk refuses',
      fr: 'policy : le fichier de règles de l’organisation, en plus de ce que tout poste refuse',
    }),
  }),
  examples: [
    'evaluate early-warning --data event.jsonl.gz --onset 2013-06-20T03:56:00Z',
    'evaluate sentiment --data labelled.jsonl.gz',
    'evaluate wire --network mastodon --data recorded/',
  ],
  run: async ({ arguments: { suite }, flags, out }) => {
    const onsetMs = onsetOf(flags.onset)
    const progress = out.progress({ en: 'Reading', fr: 'Lecture' })
    const figures = await all[suite]?.run({
      data: flags.data,
      ...(onsetMs === undefined ? {} : { onsetMs }),
      ...(flags.network === undefined ? {} : { network: flags.network }),
      ...(flags.policy === undefined ? {} : { policyFile: flags.policy }),
      progress: (lines) => progress.update(lines),
    })
    progress.done()
    await out.json(figures)
    return 0
  },
})

function onsetOf(asked: string | undefined): number | undefined {
  const onsetMs = asked === undefined ? undefined : Date.parse(asked)
  if (onsetMs === undefined || !Number.isNaN(onsetMs)) return onsetMs
  throw new UsageError({
    en: `--onset ${asked} is not a date. Write it as 2013-06-20T03:56:00Z.`,
    fr: `--onset ${asked} n’est pas une date. Écrivez-la comme 2013-06-20T03:56:00Z.`,
  })
}

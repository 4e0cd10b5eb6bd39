import type { Words } from '#kernel/words.ts'
import { z } from 'zod'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import { backup, type BackupSummary } from '#store/backup.ts'
import { restore } from '#store/restore.ts'
import { openStore, type Store } from '#store/store.ts'
import { readConfig } from '#app/read-config.ts'
import { allMigrations, storePlace } from '#app/desk.ts'
import { logTo } from '#app/log-lines.ts'

const flags = z.object({
  dataDir: z.string().optional().meta({ en: 'Folder of the data', fr: 'Dossier des données' }),
  practice: z.boolean().default(false).meta({
    en: 'The practice desk instead of the live one',
    fr: 'Le poste d’exercice plutôt que le poste réel',
  }),
})
const file = z.string().meta({ en: 'The backup file', fr: 'Le fichier de sauvegarde' })

type Flags = z.infer<typeof flags>

/** `bellwether backup FILE`: everything in the store, in one file that can be checked. */
export const backupCommand = command({
  name: 'backup',
  summary: { en: 'Write everything to one file', fr: 'Tout enregistrer dans un fichier' },
  arguments: z.object({ file }),
  flags,
  run: ({ arguments: given, flags: chosen, out }) =>
    withStore(chosen, out, async (store) => {
      const summary = await backup(store, given.file, (line) => out.note(line), { language: out.locale })
      await say(summary, out, { en: 'kept', fr: 'enregistrées' })
    }),
})

/** `bellwether restore FILE`: brings a backup back into an empty store, checked row by row. */
export const restoreCommand = command({
  name: 'restore',
  summary: {
    en: 'Bring a backup back into an empty store',
    fr: 'Rétablir une sauvegarde dans une base vide',
  },
  arguments: z.object({ file }),
  flags,
  run: ({ arguments: given, flags: chosen, out }) =>
    withStore(chosen, out, async (store) => {
      const summary = await restore(store, given.file, (line) => out.note(line), { language: out.locale })
      await say(summary, out, { en: 'brought back', fr: 'rétablies' })
    }),
})

async function say(summary: BackupSummary, out: Out, done: Words): Promise<void> {
  if (out.isJson) return out.json(summary)
  out.line({
    en: `${summary.rows} rows of ${summary.tables.length} tables ${done.en}, counts and hashes checked.`,
    fr: `${summary.rows} lignes de ${summary.tables.length} tables ${done.fr}, comptes et empreintes vérifiés.`,
  })
}

async function withStore(chosen: Flags, out: Out, work: (store: Store) => Promise<void>): Promise<0 | 2> {
  const config = await readConfig({ dataDir: chosen.dataDir }, out)
  if (config === undefined) return 2
  const store = await openStore({
    ...storePlace(chosen.practice ? 'practice' : 'live', config),
    migrations: allMigrations,
    language: out.locale,
    log: logTo(out),
    progress: (line) => out.note(line),
    joinRunning: true,
  })
  try {
    await work(store)
    return 0
  } finally {
    await store.close()
  }
}

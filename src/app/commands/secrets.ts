import { open } from 'node:fs/promises'
import { z } from 'zod'
import { rotateSecrets } from '#access/vault/rotation.ts'
import { vaultState } from '#access/vault/state.ts'
import { openVault, vaultLimits, type Vault, type VaultGround } from '#access/vault/vault.ts'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import { UsageError } from '#cli/words.ts'
import { wallClock } from '#kernel/time.ts'
import { openStore } from '#store/store.ts'
import { allMigrations, storePlace } from '#app/desk.ts'
import { logTo } from '#app/log-lines.ts'
import { readConfig } from '#app/read-config.ts'

const flags = z.object({
  dataDir: z.string().optional().meta({ en: 'Folder of the data', fr: 'Dossier des données' }),
  databaseUrl: z.string().optional().meta({ en: 'Your own PostgreSQL', fr: 'Votre propre PostgreSQL' }),
  practice: z.boolean().default(false).meta({
    en: 'The practice desk instead of the live one',
    fr: 'Le poste d’exercice plutôt que le poste réel',
  }),
})
const named = z.object({
  name: z.string().min(1).max(vaultLimits.nameLengthMax).meta({ en: 'Its name', fr: 'Son nom' }),
})

type Opened = { vault: Vault; ground: VaultGround }

/** `bellwether secrets rotate`: a new key for everything sealed, while the desk goes on. */
export const rotateSecretsCommand = command({
  name: 'secrets rotate',
  summary: { en: 'Give all secrets a new key', fr: 'Donner une nouvelle clé à tous les secrets' },
  arguments: z.object({}),
  flags,
  run: ({ flags: chosen, out }) =>
    withVault(chosen, out, async ({ ground }) => {
      const done = await rotateSecrets(ground)
      if (out.isJson) await out.json(done)
      out.line({
        en: `${done.resealed} secrets have a new key. Keep a copy of ${ground.keyFile} apart from back-ups of the database.`,
        fr: `${done.resealed} secrets ont une nouvelle clé. Gardez une copie de ${ground.keyFile} à part des sauvegardes de la base.`,
      })
      if (done.notOpened.length > 0) out.note(notOpened(done.notOpened))
      return done.notOpened.length > 0 ? 1 : 0
    }),
})

/** `bellwether secrets list`: names only, and whether the key opens each. */
export const listSecretsCommand = command({
  name: 'secrets list',
  summary: { en: 'List secrets by name', fr: 'Lister les secrets par nom' },
  arguments: z.object({}),
  flags,
  run: ({ flags: chosen, out }) =>
    withVault(chosen, out, async ({ ground }) => {
      const { secrets } = await vaultState(ground)
      const opens = { en: ['no key opens it', 'opens'], fr: ['aucune clé ne l’ouvre', 's’ouvre'] }[out.locale]
      out.table(
        [
          { text: (row) => row.name, title: { en: 'Name', fr: 'Nom' } },
          { text: (row) => opens[Number(row.opens)] ?? '', title: { en: 'State', fr: 'État' } },
        ],
        secrets,
      )
      return secrets.every((secret) => secret.opens) ? 0 : 1
    }),
})

/** `bellwether secrets set NAME`: keeps what stands in a file, or comes in by pipe, sealed. */
export const setSecretCommand = command({
  name: 'secrets set',
  summary: { en: 'Keep a secret, sealed', fr: 'Conserver un secret, scellé' },
  arguments: named,
  flags: flags.extend({
    file: z.string().optional().meta({
      en: 'File that holds it; without it, what is piped in',
      fr: 'Fichier qui le contient ; sinon, l’entrée standard',
    }),
  }),
  examples: ['secrets set oidc:city < client-secret.txt'],
  run: async ({ arguments: { name }, flags: chosen, out }) => {
    const text = await readSecret(chosen.file)
    return withVault(chosen, out, async ({ vault, ground }) => {
      await ground.store.inTransaction((tx) => vault.put(tx, name, text))
      out.line({ en: `${name} is kept, sealed.`, fr: `${name} est conservé, scellé.` })
      return 0
    })
  },
})

/** `bellwether secrets remove NAME`: forgets a secret. */
export const removeSecretCommand = command({
  name: 'secrets remove',
  summary: { en: 'Forget a secret', fr: 'Oublier un secret' },
  arguments: named,
  flags,
  run: ({ arguments: { name }, flags: chosen, out }) =>
    withVault(chosen, out, async ({ vault, ground }) => {
      const wasThere = await ground.store.inTransaction((tx) => vault.forget(tx, name))
      if (!wasThere) out.note({ en: `There is no secret ${name}.`, fr: `Il n’y a pas de secret ${name}.` })
      return wasThere ? 0 : 1
    }),
})

function notOpened(names: readonly string[]): { en: string; fr: string } {
  const list = names.slice(0, 10).join(', ')
  return {
    en: `No key here opens: ${list}. They were left as they are. Bring back the keys folder that belongs to this database, or set them again.`,
    fr: `Aucune clé ici n’ouvre : ${list}. Ils restent tels quels. Remettez le dossier des clés qui va avec cette base, ou saisissez-les de nouveau.`,
  }
}

async function readSecret(file: string | undefined): Promise<string> {
  const source = file === undefined ? process.stdin : (await open(file)).createReadStream()
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of source as AsyncIterable<Buffer>) {
    parts.push(part)
    bytes += part.length
    if (bytes > vaultLimits.textBytesMax + 2) throw tooLong
  }
  const text = Buffer.concat(parts).toString('utf8').trim()
  if (text === '') throw empty
  return text
}

const tooLong = new UsageError({
  en: `A secret is at most ${vaultLimits.textBytesMax} bytes.`,
  fr: `Un secret compte au plus ${vaultLimits.textBytesMax} octets.`,
})
const empty = new UsageError({
  en: 'Nothing came in. Pipe the secret in, or name its file with --file.',
  fr: 'Rien n’a été reçu. Envoyez le secret par l’entrée standard, ou nommez son fichier avec --file.',
})

async function withVault(
  chosen: z.infer<typeof flags>,
  out: Out,
  work: (opened: Opened) => Promise<0 | 1>,
): Promise<0 | 1 | 2> {
  const { dataDir: folder, databaseUrl } = chosen
  const config = await readConfig({ dataDir: folder, databaseUrl }, out)
  if (config === undefined) return 2
  const place = storePlace(chosen.practice ? 'practice' : 'live', config)
  const store = await openStore({
    ...place,
    migrations: allMigrations,
    language: out.locale,
    log: logTo(out),
    progress: (line) => out.note(line),
    joinRunning: true,
  })
  try {
    const vault = await openVault({ store, clock: wallClock, dataDir: place.dataDir })
    return await work({ vault, ground: vault.ground })
  } finally {
    await store.close()
  }
}

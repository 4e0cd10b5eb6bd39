import { z } from 'zod'
import { openAccess } from '#access/access.ts'
import type { AccessTables } from '#access/tables.ts'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import { allMigrations, storePlace } from '#app/desk.ts'
import { logTo } from '#app/log-lines.ts'
import { readConfig } from '#app/read-config.ts'
import { openStore, type Store } from '#store/store.ts'

const flags = z.object({
  dataDir: z.string().optional().meta({ en: 'Folder of the data', fr: 'Dossier des données' }),
  practice: z.boolean().default(false).meta({
    en: 'The practice desk instead of the live one',
    fr: 'Le poste d’exercice plutôt que le poste réel',
  }),
  lostPasskeys: z.boolean().default(false).meta({
    en: 'They lost their passkeys: with this link they may add a new one',
    fr: 'Ses clés d’accès sont perdues : ce lien permet d’en ajouter une',
  }),
})
const name = z.string().trim().max(80).optional().meta({
  en: 'Whose link, by name; missing: the first owner',
  fr: 'Le nom de la personne ; sans nom : la première personne responsable',
})

/** `bellwether sign-in-link [NAME]`: a one-time link, so that whoever runs the machine can always let a person in. */
export const signInLinkCommand = command({
  name: 'sign-in-link',
  summary: { en: 'Make somebody a one-time sign-in link', fr: 'Créer un lien de connexion à usage unique' },
  arguments: z.object({ name }),
  flags,
  examples: ['sign-in-link', 'sign-in-link "Maya Okafor"', 'sign-in-link "Maya Okafor" --lost-passkeys'],
  run: async ({ arguments: given, flags: chosen, out }) => {
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
      const base = config.publicUrl ?? (await addressOf(store)) ?? `http://localhost:${config.port}`
      const access = await openAccess({ store, locale: config.locale, timeZone: config.timeZone })
      const personId = given.name === undefined ? undefined : await personNamed(store, given.name)
      if (given.name !== undefined && personId === undefined) return unknown(out, given.name)
      const link = await access.newSignInLink(base, {
        ...(personId === undefined ? {} : { personId }),
        mayEnrol: chosen.lostPasskeys,
      })
      await say(out, link)
      return 0
    } finally {
      await store.close()
    }
  },
})

async function addressOf(store: Store): Promise<string | undefined> {
  const row = await store.db
    .withTables<AccessTables>()
    .selectFrom('desk')
    .select('address')
    .executeTakeFirst()
  return row?.address ?? undefined
}

/** Names are told apart without capitals, as the desk itself does. */
async function personNamed(store: Store, wanted: string): Promise<string | undefined> {
  const people = await store.db
    .withTables<AccessTables>()
    .selectFrom('people')
    .select(['id', 'name'])
    .where('left_at', 'is', null)
    .execute()
  return people.find((person) => person.name.toLowerCase() === wanted.toLowerCase())?.id
}

function unknown(out: Out, wanted: string): 1 {
  out.line({
    en: `Nobody here is called “${wanted}”. Settings, People lists the names. No link was made.`,
    fr: `Personne ici ne s’appelle « ${wanted} ». Les noms figurent sous Réglages, Personnes. Aucun lien n’a été créé.`,
  })
  return 1
}

async function say(out: Out, link: string): Promise<void> {
  if (out.isJson) return out.json({ signIn: link })
  out.line({
    en: `Open this link to sign in (it works once, for 15 minutes):\n\n  ${link}\n`,
    fr: `Ouvrez ce lien pour vous connecter (valable une fois, 15 minutes) :\n\n  ${link}\n`,
  })
}

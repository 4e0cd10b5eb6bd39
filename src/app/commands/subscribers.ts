import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { openVault } from '#access/vault/vault.ts'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import { UsageError } from '#cli/words.ts'
import { wallClock } from '#kernel/time.ts'
import type { Words } from '#kernel/words.ts'
import { accountOf } from '#sending/lines.ts'
import { importLimits, readSubscribers, type SubscriberRow } from '#sending/to-many/import-rows.ts'
import { importSubscribers, type RowOutcome } from '#sending/to-many/importing.ts'
import { subscriberKeys } from '#sending/to-many/keys.ts'
import { countByTopic, countSubscribers } from '#sending/to-many/subscribers.ts'
import { unsubscribeAddress } from '#sending/to-many/unsubscribing.ts'
import { waysOf } from '#sending/to-many/to-many.ts'
import { readTopics } from '#sending/topics/store.ts'
import { openStore, type Store } from '#store/store.ts'
import { allMigrations, storePlace } from '#app/desk.ts'
import type { Config } from '#app/config-schema.ts'
import { configFlags } from '#app/config-flags.ts'
import { logTo } from '#app/log-lines.ts'
import { readConfig } from '#app/read-config.ts'

const place = configFlags.pick({ dataDir: true, databaseUrl: true, mail: true, publicUrl: true })

/** `bellwether subscribers add`: takes in people who agreed to be told, from a file; each row is answered. */
export const addSubscribersCommand = command({
  name: 'subscribers add',
  summary: {
    en: 'Take in subscribers from a CSV file: address, language, consent (a date), source, and topics if you like',
    fr: 'Ajouter des abonnés depuis un fichier CSV : adresse, langue, consentement (une date), origine, et sujets au besoin',
  },
  arguments: z.object({}),
  flags: place.extend({
    account: z
      .string()
      .min(1)
      .max(100)
      .meta({ en: 'Our account they subscribed to', fr: 'Notre compte auquel ils sont abonnés' }),
    file: z.string().min(1).meta({ en: 'The CSV file', fr: 'Le fichier CSV' }),
  }),
  examples: ['subscribers add --account mail --file people.csv'],
  run: async ({ flags, out }) => {
    const rows = await rowsIn(flags.file)
    return withStore(flags, out, (store, config) => add(store, config, { account: flags.account, rows }, out))
  },
})

/** `bellwether subscribers list`: how many there are, also by topic, and nothing about anybody. */
export const listSubscribersCommand = command({
  name: 'subscribers list',
  summary: { en: 'How many subscribers each account has', fr: 'Combien d’abonnés a chaque compte' },
  arguments: z.object({}),
  flags: place,
  run: ({ flags, out }) =>
    withStore(flags, out, async (store) => {
      out.table(
        [
          { text: (row) => row.account, title: { en: 'Account', fr: 'Compte' } },
          { text: (row) => row.language, title: { en: 'Language', fr: 'Langue' } },
          { text: (row) => String(row.active), title: { en: 'Subscribed', fr: 'Abonnés' } },
          { text: (row) => String(row.unsubscribed), title: { en: 'Left', fr: 'Partis' } },
          {
            text: (row) => String(row.unreachable),
            title: { en: 'Nobody there', fr: 'Adresse sans personne' },
          },
        ],
        await countSubscribers(store.db),
      )
      await listTopics(store, out)
      return 0
    }),
})

/** Beside the list of accounts: somebody who chose three topics is in three lines. */
async function listTopics(store: Store, out: Out): Promise<void> {
  const counts = await countByTopic(store.db)
  if (counts.length === 0) return
  const names = new Map((await readTopics(store.db)).map((one) => [one.id, one.names[out.locale]]))
  const everything = out.locale === 'fr' ? 'tous les sujets' : 'everything'
  const nameOf = (topic: string | null): string => (topic === null ? everything : (names.get(topic) ?? topic))
  out.line('')
  out.table(
    [
      { text: (row) => row.account, title: { en: 'Account', fr: 'Compte' } },
      { text: (row) => nameOf(row.topic), title: { en: 'Topic', fr: 'Sujet' } },
      { text: (row) => String(row.active), title: { en: 'Subscribed', fr: 'Abonnés' } },
    ],
    counts,
  )
}

const removeLimits = { bytesMax: 1_000_000, linesMax: 10_000 } as const

/** `bellwether subscribers remove`: ends the subscriptions of people who asked for it by answer or in person. */
export const removeSubscribersCommand = command({
  name: 'subscribers remove',
  summary: {
    en: 'End the mail subscriptions of addresses in a file, one a line',
    fr: 'Mettre fin aux abonnements des adresses d’un fichier, une par ligne',
  },
  arguments: z.object({}),
  flags: place.extend({
    file: z
      .string()
      .min(1)
      .meta({ en: 'A text file, one address a line', fr: 'Un fichier texte, une adresse par ligne' }),
  }),
  examples: ['subscribers remove --file leaving.txt'],
  run: async ({ flags, out }) => {
    const lines = await linesIn(flags.file)
    return withStore(flags, out, (store, config) => remove(store, config, lines, out))
  },
})

async function remove(store: Store, config: Config, lines: readonly string[], out: Out): Promise<0 | 1> {
  const own: Added = {
    store,
    vault: await openVault({ store, clock: wallClock, ...storePlace('live', config) }),
  }
  const ways = waysOf(config, own)
  if (!ways.some(({ capabilities }) => capabilities.network === 'email')) {
    out.note(noWay)
    return 1
  }
  const needs = { store, ways, clock: wallClock, keys: keysOnce(own) }
  let [ended, wrong] = [0, 0]
  for (const line of lines) {
    const came = await unsubscribeAddress(needs, line)
    if (came === undefined) wrong += 1
    else ended += came
  }
  // How many, and not who: a report is copied and sent on.
  if (out.isJson) void out.json({ lines: lines.length, ended, wrong })
  else
    out.line({
      en: `${lines.length} lines: ${ended} subscriptions ended, ${wrong} lines are no address.`,
      fr: `${lines.length} lignes : ${ended} abonnements terminés, ${wrong} lignes ne sont pas des adresses.`,
    })
  return wrong > 0 ? 1 : 0
}

async function linesIn(file: string): Promise<string[]> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() !== true) throw new UsageError(noFile(file))
  const tooLong = new UsageError({
    en: 'The file has more than 10,000 lines, or more than 1 MB. Split it into several.',
    fr: 'Le fichier dépasse 10 000 lignes ou 1 Mo. Divisez-le en plusieurs.',
  })
  if (found.size > removeLimits.bytesMax) throw tooLong
  const text = await readFile(file, 'utf8')
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length > removeLimits.linesMax) throw tooLong
  return lines
}

function noFile(file: string): Words {
  return { en: `There is no file ${file}.`, fr: `Il n’y a pas de fichier ${file}.` }
}

type Added = { store: Store; vault: Awaited<ReturnType<typeof openVault>> }

async function add(
  store: Store,
  config: Config,
  { account: id, rows }: { account: string; rows: readonly SubscriberRow[] },
  out: Out,
): Promise<0 | 1> {
  const own: Added = {
    store,
    vault: await openVault({ store, clock: wallClock, ...storePlace('live', config) }),
  }
  const account = await accountOf(store.db, id)
  const ways = waysOf(config, own)
  const isKnown = ways.some(({ capabilities }) => capabilities.network === account?.network)
  if (account === undefined || !isKnown) {
    out.note(account === undefined ? noAccount(id) : noWay)
    return 1
  }
  const needs = { store, ways, clock: wallClock, keys: keysOnce(own) }
  let wrong = 0
  const { network } = account
  const onRow = (done: RowOutcome): void => {
    wrong += Number(done.outcome.startsWith('bad-') || done.outcome === 'no-source')
    tellRow(done, out)
  }
  const added = await importSubscribers(needs, { account: id, network, rows, onRow })
  out.line({
    en: `${added} of ${rows.length} rows added, ${wrong} refused.`,
    fr: `${added} lignes sur ${rows.length} ajoutées, ${wrong} refusées.`,
  })
  return wrong > 0 ? 1 : 0
}

function keysOnce(own: Added): () => ReturnType<typeof subscriberKeys> {
  let keys: ReturnType<typeof subscriberKeys> | undefined
  return () => (keys ??= subscriberKeys(own))
}

const outcomeWords: Readonly<Record<RowOutcome['outcome'], Words>> = {
  added: { en: 'added', fr: 'ajouté' },
  again: { en: 'subscribed again', fr: 'réabonné' },
  already: { en: 'already subscribed', fr: 'déjà abonné' },
  left: { en: 'left after this consent: not added', fr: 'parti après ce consentement : non ajouté' },
  'bad-address': { en: 'the address is none', fr: 'l’adresse n’en est pas une' },
  'bad-language': { en: 'the language is none: en, fr', fr: 'la langue n’en est pas une : en, fr' },
  'bad-consent': {
    en: 'consent must be a date that is past: 2026-05-01',
    fr: 'le consentement doit être une date passée : 2026-05-01',
  },
  'bad-topic': {
    en: 'it names a topic this desk does not have: not added',
    fr: 'un sujet nommé n’existe pas ici : non ajouté',
  },
  'no-source': { en: 'it does not say where they agreed', fr: 'il manque où la personne a consenti' },
}

function tellRow({ row, outcome }: RowOutcome, out: Out): void {
  if (out.isJson) return void out.json({ row, outcome })
  // What went well needs no line each.
  if (outcome === 'added') return
  const { en, fr } = outcomeWords[outcome]
  out.line({ en: `Row ${row}: ${en}.`, fr: `Ligne ${row} : ${fr}.` })
}

function noAccount(id: string): Words {
  return { en: `There is no account ${id}.`, fr: `Il n’y a pas de compte ${id}.` }
}

const noWay: Words = {
  en: 'This desk cannot tell subscribers of that account: it needs a mail server (--mail) or push, and an address for people (--public-url).',
  fr: 'Ce poste ne peut pas joindre les abonnés de ce compte : il faut un serveur de courriel (--mail) ou les notifications, et une adresse publique (--public-url).',
}

async function rowsIn(file: string): Promise<SubscriberRow[]> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() !== true) throw new UsageError(noFile(file))
  // One byte more than allowed is enough to say so.
  const bytes =
    found.size > importLimits.bytesMax ? new Uint8Array(importLimits.bytesMax + 1) : await readFile(file)
  const read = readSubscribers(bytes)
  if (!read.ok) throw new UsageError(read.words)
  return read.rows
}

async function withStore(
  flags: z.infer<typeof place>,
  out: Out,
  work: (store: Store, config: Config) => Promise<0 | 1>,
): Promise<0 | 1 | 2> {
  const { dataDir, databaseUrl, mail, publicUrl } = flags
  const config = await readConfig({ dataDir, databaseUrl, mail, publicUrl }, out)
  if (config === undefined) return 2
  const store = await openStore({
    ...{ ...storePlace('live', config), migrations: allMigrations, language: out.locale, joinRunning: true },
    ...{ log: logTo(out), progress: (line: string) => out.note(line) },
  })
  try {
    return await work(store, config)
  } finally {
    await store.close()
  }
}

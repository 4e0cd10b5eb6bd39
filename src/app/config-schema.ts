import type { Words } from '#kernel/words.ts'
import { z } from 'zod'
import { isTimeZone } from '#kernel/zones.ts'
import { practiceDays, type SourceWish } from '#app/source-wish.ts'

// A value that is wrong says what would be right: the words travel with the check.
function refuse(context: z.RefinementCtx, words: Words): never {
  context.addIssue({ code: 'custom', params: words })
  return z.NEVER
}

const shown = 'jetstream:wss://…, feed:https://…, replay:FILE, practice:DAY'

/** Reads one source as its owner writes it; undefined with words when it cannot be read. */
function readSource(text: string, context: z.RefinementCtx): SourceWish {
  const [, kind = '', rest = ''] = /^(\w+)(?::(.*))?$/s.exec(text.trim()) ?? []
  if (kind === 'jetstream')
    return isUrl(rest, ['ws:', 'wss:']) ? { kind, url: rest } : refuse(context, wants.jetstream)
  if (kind === 'feed')
    return isUrl(rest, ['http:', 'https:']) ? { kind, url: rest } : refuse(context, wants.feed)
  if (kind === 'replay') return rest === '' ? refuse(context, wants.replay) : { kind, file: rest }
  if (kind !== 'practice') return refuse(context, wants.source)
  const day = practiceDays.find((known) => known === (rest === '' ? 'brown-water' : rest))
  return day === undefined ? refuse(context, wants.practice) : { kind, day }
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol)
}

const wants = {
  source: {
    en: `Write a source as one of: ${shown}.`,
    fr: `Écrivez une source sous l’une de ces formes : ${shown}.`,
  },
  jetstream: {
    en: 'A Jetstream address begins with wss:// or ws://.',
    fr: 'L’adresse d’un Jetstream commence par wss:// ou ws://.',
  },
  feed: {
    en: 'The address of a feed begins with https:// or http://.',
    fr: 'L’adresse d’un fil commence par https:// ou http://.',
  },
  replay: {
    en: 'Name the file to replay: replay:FILE.',
    fr: 'Nommez le fichier à rejouer : replay:FICHIER.',
  },
  practice: {
    en: `The practice town has these days: ${practiceDays.join(', ')}.`,
    fr: `La ville d’exercice a ces journées : ${practiceDays.join(', ')}.`,
  },
  port: {
    en: 'Give a port from 0 to 65535; 0 takes any that is free.',
    fr: 'Donnez un port de 0 à 65535 ; 0 en prend un libre.',
  },
  host: {
    en: 'Give an address to listen on, such as 127.0.0.1 or 0.0.0.0.',
    fr: 'Donnez une adresse d’écoute, comme 127.0.0.1 ou 0.0.0.0.',
  },
  publicUrl: {
    en: 'Give the address people use, such as https://desk.example.org, without a path.',
    fr: 'Donnez l’adresse que les gens utilisent, comme https://poste.example.org, sans chemin.',
  },
  databaseUrl: {
    en: 'Give an address such as postgres://user@host:5432/name.',
    fr: 'Donnez une adresse comme postgres://utilisateur@hote:5432/nom.',
  },
  speed: {
    en: 'Give a number above 0, at most 100000, or max.',
    fr: 'Donnez un nombre supérieur à 0, au plus 100000, ou max.',
  },
  locale: { en: 'Give en or fr.', fr: 'Donnez en ou fr.' },
  timeZone: {
    en: 'Give a time zone such as America/Toronto.',
    fr: 'Donnez un fuseau horaire comme America/Toronto.',
  },
  workers: { en: 'Give a whole number from 1 to 64.', fr: 'Donnez un nombre entier de 1 à 64.' },
  yesNo: { en: 'Give true or false.', fr: 'Donnez true ou false.' },
  dataDir: { en: 'Give the path of a folder.', fr: 'Donnez le chemin d’un dossier.' },
} as const satisfies Record<string, Words>

const Text = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value).trim())

function text(words: Words, fits: (value: string) => boolean): z.ZodType<string> {
  return Text.refine(fits, { params: words })
}

function wholeNumber(words: Words, least: number, most: number): z.ZodType<number> {
  const inRange = (value: string): boolean =>
    /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most
  return Text.refine(inRange, { params: words }).transform(Number)
}

function separated(value: unknown): unknown {
  // In one variable several sources stand side by side; a comma or space parts them only before the next kind.
  return typeof value === 'string'
    ? value.split(/[\s,]+(?=(?:jetstream|feed|replay|practice)\b)/).filter((one) => one.trim() !== '')
    : value
}

/** How one setting is read, wherever it was set. `secret` values are never printed. */
export type Setting = {
  schema: z.ZodType
  env: readonly string[]
  flag: string
  secret?: true
  about: Words
  wants: Words
}

/** Every setting there is: the one list that environment, file, options, `doctor` and the documentation share. */
export const settings = {
  dataDir: {
    schema: text(wants.dataDir, (value) => value !== '' && !value.includes('\0')),
    env: ['BELLWETHER_DATA_DIR'],
    flag: '--data-dir',
    about: { en: 'Folder for the data of this desk', fr: 'Dossier des données de ce poste' },
    wants: wants.dataDir,
  },
  databaseUrl: {
    schema: text(wants.databaseUrl, (value) => isUrl(value, ['postgres:', 'postgresql:'])),
    env: ['BELLWETHER_DATABASE_URL', 'DATABASE_URL'],
    flag: '--database-url',
    secret: true,
    about: {
      en: 'Your own PostgreSQL (15 or newer) instead of the built-in one',
      fr: 'Votre propre PostgreSQL (15 ou plus récent) au lieu de celui fourni',
    },
    wants: wants.databaseUrl,
  },
  port: {
    schema: wholeNumber(wants.port, 0, 65_535),
    env: ['BELLWETHER_PORT'],
    flag: '--port',
    about: {
      en: 'Port to listen on; when it is taken, the next free one',
      fr: 'Port d’écoute ; s’il est pris, le prochain libre',
    },
    wants: wants.port,
  },
  host: {
    schema: text(wants.host, (value) => /^[\w.:-]{1,253}$/.test(value)),
    env: ['BELLWETHER_HOST'],
    flag: '--host',
    about: { en: 'Address to listen on', fr: 'Adresse d’écoute' },
    wants: wants.host,
  },
  publicUrl: {
    schema: text(
      wants.publicUrl,
      (value) =>
        isUrl(value, ['http:', 'https:']) && new URL(value).pathname === '/' && new URL(value).search === '',
    ).transform((value) => new URL(value).origin),
    env: ['BELLWETHER_PUBLIC_URL'],
    flag: '--public-url',
    about: {
      en: 'Address people use, when it is not this machine’s own',
      fr: 'Adresse utilisée, si ce n’est pas celle de cette machine',
    },
    wants: wants.publicUrl,
  },
  sources: {
    schema: z.preprocess(separated, z.array(z.string().transform(readSource)).max(200)),
    env: ['BELLWETHER_SOURCES', 'BELLWETHER_SOURCE'],
    flag: '--source',
    about: { en: `What to listen to: ${shown}`, fr: `Ce qu’il faut écouter : ${shown}` },
    wants: wants.source,
  },
  speed: {
    schema: Text.transform((value, context) => {
      if (value === 'max') return value
      const times = Number(value)
      return value !== '' && times > 0 && times <= 100_000 ? times : refuse(context, wants.speed)
    }),
    env: ['BELLWETHER_SPEED'],
    flag: '--speed',
    about: {
      en: 'For a replay or practice: times real time, or max',
      fr: 'Pour une relecture ou un exercice : fois le temps réel, ou max',
    },
    wants: wants.speed,
  },
  locale: {
    schema: z.preprocess(
      (value) => (typeof value === 'string' ? value.trim().toLowerCase().slice(0, 2) : value),
      z.enum(['en', 'fr']),
    ),
    env: ['BELLWETHER_LOCALE'],
    flag: '--locale',
    about: {
      en: 'Language of the terminal and of a new desk: en or fr',
      fr: 'Langue du terminal et d’un nouveau poste : en ou fr',
    },
    wants: wants.locale,
  },
  timeZone: {
    schema: text(wants.timeZone, (value) => value.length <= 60 && isTimeZone(value)),
    env: ['BELLWETHER_TIME_ZONE'],
    flag: '--time-zone',
    about: { en: 'Time zone of a new desk', fr: 'Fuseau horaire d’un nouveau poste' },
    wants: wants.timeZone,
  },
  allowPrivateNetworks: {
    schema: Text.transform((value, context) => {
      const said = value.toLowerCase()
      if (said === 'true' || said === '1' || said === 'yes') return true
      return said === 'false' || said === '0' || said === 'no' || said === ''
        ? false
        : refuse(context, wants.yesNo)
    }),
    env: ['BELLWETHER_ALLOW_PRIVATE_NETWORKS'],
    flag: '--allow-private-networks',
    about: {
      en: 'Let sources be on this machine or its local network',
      fr: 'Accepter des sources sur cette machine ou son réseau local',
    },
    wants: wants.yesNo,
  },
  workers: {
    schema: wholeNumber(wants.workers, 1, 64),
    env: ['BELLWETHER_WORKERS'],
    flag: '--workers',
    about: { en: 'Threads that match posts', fr: 'Fils d’exécution qui comparent les messages' },
    wants: wants.workers,
  },
} as const satisfies Record<string, Setting>

/** The name of a setting, as in bellwether.config.json. */
export type SettingName = keyof typeof settings

/** All settings as one schema, after defaults. */
export type Config = {
  dataDir: string
  databaseUrl?: string
  port: number
  host: string
  publicUrl?: string
  sources: SourceWish[]
  speed?: number | 'max'
  locale: 'en' | 'fr'
  timeZone: string
  allowPrivateNetworks: boolean
  workers: number
}

import type { Words } from '#kernel/words.ts'
import { z } from 'zod'
import { isTimeZone } from '#kernel/zones.ts'
import { oidcLimits, Provider } from '#access/oidc/rules.ts'
import { MailSettings } from '#sending/to-many/ways.ts'
import { isUrl, readSource, refuse, sourcesShown, sourceWords } from '#app/read-source.ts'
import type { SourceWish } from '#app/source-wish.ts'

const wants = {
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
  blueskyApi: {
    en: 'Give the https:// address of an AppView or a PDS, such as https://public.api.bsky.app.',
    fr: 'Donnez l’adresse https:// d’une AppView ou d’un PDS, comme https://public.api.bsky.app.',
  },
  workers: { en: 'Give a whole number from 1 to 64.', fr: 'Donnez un nombre entier de 1 à 64.' },
  yesNo: { en: 'Give true or false.', fr: 'Donnez true ou false.' },
  providers: {
    en: 'Give a list such as [{"id": "city", "name": "City account", "issuer": "https://login.example.org", "clientId": "…"}]; ids differ, and http needs "allowPrivateNetworks": true.',
    fr: 'Donnez une liste comme [{"id": "ville", "name": "Compte de la ville", "issuer": "https://login.example.org", "clientId": "…"}] ; les id diffèrent, et http exige « "allowPrivateNetworks": true ».',
  },
  webSubHub: {
    en: 'Give the address of a WebSub hub, such as https://hub.example.org/.',
    fr: 'Donnez l’adresse d’un relais WebSub, comme https://relais.example.org/.',
  },
  xBudgetCents: {
    en: 'Give a whole number of US cents a month, from 1 to 9999999.',
    fr: 'Donnez un nombre entier de cents américains par mois, de 1 à 9999999.',
  },
  xReserveCents: {
    en: 'Give a whole number of US cents, from 0 to 9999999; it is part of the budget.',
    fr: 'Donnez un nombre entier de cents américains, de 0 à 9999999 ; elle fait partie du budget.',
  },
  mail: {
    en: 'Give an object such as {"send": {"host": "smtp.example.org", "port": 587, "security": "starttls", "from": {"name": "City", "address": "alerts@example.org"}, "bounces": "bounces@example.org", "listId": "alerts.example.org"}, "user": "…"}, with "mailbox" for what comes back.',
    fr: 'Donnez un objet comme {"send": {"host": "smtp.example.org", "port": 587, "security": "starttls", "from": {"name": "Ville", "address": "avis@example.org"}, "bounces": "retours@example.org", "listId": "avis.example.org"}, "user": "…"}, et « "mailbox" » pour ce qui revient.',
  },
  reportAddresses: {
    en: 'Give a list such as [{"name": "Minister’s office", "address": "office@example.org"}], at most 100.',
    fr: 'Donnez une liste comme [{"name": "Cabinet", "address": "cabinet@example.org"}], 100 au plus.',
  },
  xBearerToken: {
    en: 'Give the bearer token of your app on X, as its developer portal shows it.',
    fr: 'Donnez le jeton « bearer » de votre application sur X, tel que son portail des développeurs l’affiche.',
  },
  xApproval: {
    en: 'Give a reference of at most 200 characters, such as the number of a decision.',
    fr: 'Donnez une référence d’au plus 200 caractères, comme le numéro d’une décision.',
  },
  xClientId: {
    en: 'Give the client ID of your app on X, as its developer portal shows it under OAuth 2.0.',
    fr: 'Donnez l’identifiant client de votre application sur X, tel que son portail des développeurs l’affiche sous OAuth 2.0.',
  },
  xClientSecret: {
    en: 'Give the client secret of your app on X; leave it out for an app that has none.',
    fr: 'Donnez le secret client de votre application sur X ; omettez-le si elle n’en a pas.',
  },
  policyFile: { en: 'Give the path of a JSON file.', fr: 'Donnez le chemin d’un fichier JSON.' },
  dataDir: { en: 'Give the path of a folder.', fr: 'Donnez le chemin d’un dossier.' },
} as const satisfies Record<string, Words>

const Text = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value).trim())

function text(words: Words, fits: (value: string) => boolean): z.ZodType<string> {
  return Text.refine(fits, { params: words })
}

function wholeNumber(words: Words, least: number, most: number): z.ZodType<number> {
  const inRange = (value: string): boolean =>
    /^\d{1,7}$/.test(value) && Number(value) >= least && Number(value) <= most
  return Text.refine(inRange, { params: words }).transform(Number)
}

const YesNo = Text.transform((value, context) => {
  const said = value.toLowerCase()
  if (said === 'true' || said === '1' || said === 'yes') return true
  return said === 'false' || said === '0' || said === 'no' || said === ''
    ? false
    : refuse(context, wants.yesNo)
})

function separated(value: unknown): unknown {
  // In one variable several sources stand side by side; a comma or space parts them only before the next kind.
  return typeof value === 'string'
    ? value
        .split(/[\s,]+(?=(?:jetstream|feed|mastodon|replay|practice)\b|x:)/)
        .filter((one) => one.trim() !== '')
    : value
}

/** Somebody outside the desk whom a planned report may be mailed to. */
const ReportAddress = z.strictObject({ name: z.string().trim().min(1).max(100), address: z.email().max(254) })
type ReportAddress = z.infer<typeof ReportAddress>

// In a variable the list stands as text; what is no JSON is refused as what it is.
function asJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function areNamedOnce(providers: readonly Provider[]): boolean {
  return new Set(providers.map(({ id }) => id)).size === providers.length
}

/** How one setting is read, wherever it was set. `secret` values are never printed. */
export type Setting = {
  schema: z.ZodType
  env: readonly string[]
  /** Missing: it cannot be typed, because others on the machine can read what was. */
  flag?: string
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
    about: { en: `What to listen to: ${sourcesShown}`, fr: `Ce qu’il faut écouter : ${sourcesShown}` },
    wants: sourceWords.source,
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
    schema: YesNo,
    env: ['BELLWETHER_ALLOW_PRIVATE_NETWORKS'],
    flag: '--allow-private-networks',
    about: {
      en: 'Let sources be on this machine or its local network',
      fr: 'Accepter des sources sur cette machine ou son réseau local',
    },
    wants: wants.yesNo,
  },
  blueskyApi: {
    schema: text(wants.blueskyApi, (value) => isUrl(value, ['http:', 'https:'])),
    env: ['BELLWETHER_BLUESKY_API'],
    flag: '--bluesky-api',
    about: {
      en: 'Where to ask whether Bluesky posts are still there',
      fr: 'Où demander si les messages de Bluesky existent encore',
    },
    wants: wants.blueskyApi,
  },
  providers: {
    schema: z.preprocess(asJson, z.array(Provider).max(oidcLimits.providersMax).refine(areNamedOnce)),
    env: ['BELLWETHER_PROVIDERS'],
    flag: '--providers',
    secret: true,
    about: {
      en: 'Your organization’s sign-in (OpenID Connect), as a list',
      fr: 'Le service de connexion de votre organisation (OpenID Connect), en liste',
    },
    wants: wants.providers,
  },
  policyFile: {
    schema: text(wants.policyFile, (value) => value !== '' && !value.includes('\0')),
    env: ['BELLWETHER_POLICY_FILE'],
    flag: '--policy-file',
    about: {
      en: 'Your organization’s own policy for searches, a JSON file',
      fr: 'Les règles des veilles de votre organisation, un fichier JSON',
    },
    wants: wants.policyFile,
  },
  mail: {
    schema: z.preprocess(asJson, MailSettings),
    env: ['BELLWETHER_MAIL'],
    flag: '--mail',
    about: {
      en: 'The mail server that subscribers are told through, and the mailbox for what comes back',
      fr: 'Le serveur de courriel pour les abonnés, et la boîte pour ce qui revient',
    },
    wants: wants.mail,
  },
  reportAddresses: {
    schema: z.preprocess(asJson, z.array(ReportAddress).max(100)),
    env: ['BELLWETHER_REPORT_ADDRESSES'],
    flag: '--report-addresses',
    about: {
      en: 'Addresses outside the desk that planned reports may be mailed to, as a list',
      fr: 'Adresses hors du bureau auxquelles les rapports planifiés peuvent être envoyés, en liste',
    },
    wants: wants.reportAddresses,
  },
  webSubHub: {
    schema: text(wants.webSubHub, (value) => isUrl(value, ['http:', 'https:'])),
    env: ['BELLWETHER_WEB_SUB_HUB'],
    flag: '--web-sub-hub',
    about: {
      en: 'A WebSub hub that is told when the feeds of your own site change',
      fr: 'Un relais WebSub prévenu quand les fils de votre propre site changent',
    },
    wants: wants.webSubHub,
  },
  onlineOnly: {
    schema: YesNo,
    env: ['BELLWETHER_ONLINE_ONLY'],
    flag: '--online-only',
    about: {
      en: 'Whether browsers keep nothing of the screens, so that they open with the network only',
      fr: 'Si les navigateurs ne gardent rien des écrans, qui ne s’ouvrent alors qu’avec le réseau',
    },
    wants: wants.yesNo,
  },
  xBudgetCents: {
    schema: wholeNumber(wants.xBudgetCents, 1, 9_999_999),
    env: ['BELLWETHER_X_BUDGET_CENTS'],
    flag: '--x-budget-cents',
    about: {
      en: 'Most that X may cost in a month, US cents; without it the desk does not speak on X',
      fr: 'Ce que X peut coûter au plus par mois, en cents américains ; sans cela le poste ne parle pas sur X',
    },
    wants: wants.xBudgetCents,
  },
  xReserveCents: {
    schema: wholeNumber(wants.xReserveCents, 0, 9_999_999),
    env: ['BELLWETHER_X_RESERVE_CENTS'],
    flag: '--x-reserve-cents',
    about: {
      en: 'Part of that budget which only emergencies may use, US cents',
      fr: 'Part de ce budget réservée aux urgences, en cents américains',
    },
    wants: wants.xReserveCents,
  },
  xEnterprise: {
    schema: YesNo,
    env: ['BELLWETHER_X_ENTERPRISE'],
    flag: '--x-enterprise',
    about: {
      en: 'Whether your contract with X lets you answer anybody (Enterprise)',
      fr: 'Si votre contrat avec X permet de répondre à tout le monde (Enterprise)',
    },
    wants: wants.yesNo,
  },
  xBearerToken: {
    schema: text(wants.xBearerToken, (value) => /^[\x21-\x7E]{10,1000}$/.test(value)),
    env: ['BELLWETHER_X_BEARER_TOKEN'],
    secret: true,
    about: {
      en: 'Bearer token of your app on X, to listen there',
      fr: 'Jeton « bearer » de votre application sur X, pour y écouter',
    },
    wants: wants.xBearerToken,
  },
  xApproval: {
    schema: text(wants.xApproval, (value) => value.length >= 1 && value.length <= 200),
    env: ['BELLWETHER_X_APPROVAL'],
    flag: '--x-approval',
    about: {
      en: 'Where it is written that you may listen on X: X asks for its approval in advance',
      fr: 'Où il est écrit que vous pouvez écouter X : X demande son accord préalable',
    },
    wants: wants.xApproval,
  },
  xClientId: {
    schema: text(wants.xClientId, (value) => /^[\x21-\x7E]{10,200}$/.test(value)),
    env: ['BELLWETHER_X_CLIENT_ID'],
    flag: '--x-client-id',
    about: {
      en: 'Client ID of your app on X, so that people can connect an account by signing in there',
      fr: 'Identifiant client de votre application sur X, pour connecter un compte en s’y connectant',
    },
    wants: wants.xClientId,
  },
  xClientSecret: {
    schema: text(wants.xClientSecret, (value) => /^[\x21-\x7E]{10,200}$/.test(value)),
    env: ['BELLWETHER_X_CLIENT_SECRET'],
    secret: true,
    about: {
      en: 'Client secret of that app, where it has one',
      fr: 'Secret client de cette application, si elle en a un',
    },
    wants: wants.xClientSecret,
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
  providers: Provider[]
  blueskyApi?: string
  policyFile?: string
  mail?: MailSettings
  reportAddresses?: ReportAddress[]
  webSubHub?: string
  onlineOnly?: boolean
  xBudgetCents?: number
  xReserveCents?: number
  xEnterprise?: boolean
  xBearerToken?: string
  xApproval?: string
  xClientId?: string
  xClientSecret?: string
  workers: number
}

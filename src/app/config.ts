import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import { isUrl } from '#kernel/url.ts'
import { nearest } from '#cli/nearest.ts'
import { settings, type Config, type Setting, type SettingName } from '#app/config-schema.ts'

/** A setting that cannot be used or is not known: where it was set, what it was, and what would be right. */
export type ConfigProblem = { where: string; value: string; en: string; fr: string }

/** What was set, as found; nothing has been read yet. */
export type ConfigSources = {
  env: Readonly<Record<string, string | undefined>>
  /** The text of the configuration file, when there is one. */
  file?: { path: string; text: string } | undefined
  /** What was typed, by setting name; `sources` as a list. */
  flags?: Readonly<Partial<Record<SettingName, unknown>>>
  /** What the machine says, for settings that nobody made. */
  machine: { cwd: string; cores: number; timeZone: string; locale: 'en' | 'fr' }
}

/** What came of it. Remarks do not stop a start; problems do. */
export type LoadedConfig =
  | { ok: true; config: Config; remarks: ConfigProblem[] }
  | { ok: false; problems: ConfigProblem[]; remarks: ConfigProblem[] }

/** Name of the configuration file in the folder Bellwether is started from. */
export const configFileName = 'bellwether.config.json'
const fileBytesMax = 1024 * 1024
/** Shown instead of a secret. */
export const hidden = '(not shown)'

type Found = { name: SettingName; value: unknown; where: string }
const names = Object.keys(settings) as SettingName[]

/** Reads the settings: options over environment over file over defaults. Every wrong value is explained; nothing is thrown. */
export function loadConfig(sources: ConfigSources): LoadedConfig {
  const file = readFileText(sources.file)
  const found = names.map((name) => find(name, sources, file.values)).filter((one) => one !== undefined)
  const read = found.map((one) => readSetting(one))
  const problems = [...file.problems, ...read.flatMap((one) => one.problems)]
  const remarks = [...unknownVariables(sources.env), ...unknownKeys(file.values, sources.file?.path ?? '')]
  if (problems.length > 0) return { ok: false, problems, remarks }
  // Each value was read by its own schema; defaults fill what nobody set.
  const config: Config = {
    ...defaults(sources.machine),
    ...Object.fromEntries(read.map((one) => [one.name, one.value])),
  }
  const missing = missingForX(config)
  if (missing !== undefined) return { ok: false, problems: [missing], remarks }
  config.dataDir = resolve(sources.machine.cwd, config.dataDir)
  if (config.policyFile !== undefined) config.policyFile = resolve(sources.machine.cwd, config.policyFile)
  return { ok: true, config, remarks: [...remarks, ...remarksOn(config)] }
}

/** The configuration file of a folder, or the one BELLWETHER_CONFIG names; undefined when there is none. */
export async function findConfigFile(
  cwd: string,
  env: ConfigSources['env'],
): Promise<{ path: string; text: string } | undefined> {
  const named = env['BELLWETHER_CONFIG']
  const path = resolve(cwd, named ?? configFileName)
  try {
    return { path, text: await readFile(path, 'utf8') }
  } catch (error) {
    // A file that somebody named and that cannot be read is a mistake to explain, not a default.
    if (named === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    return { path, text: '' }
  }
}

/** The settings as `doctor` prints them: secrets hidden, only a database's host and name are shown. */
export function printable(config: Config): Record<string, unknown> {
  const entries = Object.entries(config).map(([name, value]) => {
    const isSecret = (settings[name as SettingName] as Setting).secret === true
    if (!isSecret) return [name, value] as const
    return [name, typeof value === 'string' ? withoutSecrets(value) : hidden] as const
  })
  return Object.fromEntries(entries)
}

function withoutSecrets(url: string): string {
  if (!isUrl(url)) return hidden
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

function defaults(machine: ConfigSources['machine']): Config {
  return {
    dataDir: '.bellwether',
    port: 8080,
    host: '127.0.0.1',
    sources: [],
    locale: machine.locale,
    timeZone: machine.timeZone,
    allowPrivateNetworks: false,
    providers: [],
    // One core stays for the trend thread and the server; beyond 8 the reader is the limit.
    workers: Math.max(1, Math.min(8, machine.cores - 1)),
  }
}

function find(name: SettingName, sources: ConfigSources, file: Record<string, unknown>): Found | undefined {
  const setting: Setting = settings[name]
  const typed = sources.flags?.[name]
  const isTyped = typed !== undefined && !(Array.isArray(typed) && typed.length === 0)
  if (isTyped) return { name, value: typed, where: setting.flag ?? name }
  // An empty variable counts as not set: that is how shells and compose files unset one.
  const variable = setting.env.find((one) => (sources.env[one] ?? '').trim() !== '')
  if (variable !== undefined) return { name, value: sources.env[variable], where: variable }
  const isInFile = file[name] !== undefined && file[name] !== null
  return isInFile ? { name, value: file[name], where: `${sources.file?.path ?? ''}: ${name}` } : undefined
}

function readSetting(found: Found): { name: SettingName; value?: unknown; problems: ConfigProblem[] } {
  const setting: Setting = settings[found.name]
  const result = setting.schema.safeParse(found.value)
  if (result.success) return { name: found.name, value: result.data, problems: [] }
  const problems = result.error.issues.map((issue) => explain(found, setting, issue))
  return { name: found.name, problems }
}

function explain(found: Found, setting: Setting, issue: z.core.$ZodIssue): ConfigProblem {
  const own = z
    .object({ en: z.string(), fr: z.string() })
    .safeParse(issue.code === 'custom' ? issue.params : undefined)
  const words = own.success ? own.data : setting.wants
  return {
    where: found.where,
    value: setting.secret ? hidden : shownValue(partAt(found.value, issue.path)),
    ...words,
  }
}

// For a list, the one element that is wrong. A list given as one text is split by its schema: then the whole is shown.
function partAt(value: unknown, path: readonly PropertyKey[]): unknown {
  const index = path[0]
  return Array.isArray(value) && typeof index === 'number' ? value[index] : value
}

// A source's address may carry a password or key: it is never printed.
function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text
    .replace(/\/\/[^/@\s]*@/g, '//…@')
    .replace(/\?[^\s,"]*/g, '?…')
    .slice(0, 200)
}

function readFileText(file: ConfigSources['file']): {
  values: Record<string, unknown>
  problems: ConfigProblem[]
} {
  if (!file) return { values: {}, problems: [] }
  const Values = z.record(z.string(), z.unknown())
  try {
    const parsed = Values.safeParse(file.text.length <= fileBytesMax ? JSON.parse(file.text) : undefined)
    if (parsed.success) return { values: parsed.data, problems: [] }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return { values: {}, problems: [unreadableFile(file.path)] }
}

function unreadableFile(path: string): ConfigProblem {
  return {
    where: path,
    value: '',
    en: 'This file cannot be read as a JSON object. Repair it, or take it away to use the defaults.',
    fr: 'Ce fichier ne peut pas être lu comme un objet JSON. Réparez-le, ou retirez-le pour garder les valeurs par défaut.',
  }
}

const otherVariables = new Set(['BELLWETHER_CONFIG', 'BELLWETHER_DEBUG', 'BELLWETHER_TEST_DATABASE_URL'])

function unknownVariables(env: ConfigSources['env']): ConfigProblem[] {
  const known = names.flatMap((name) => [...settings[name].env])
  const isOurs = (name: string): boolean => name.startsWith('BELLWETHER_') && !otherVariables.has(name)
  const strangers = Object.keys(env).filter((name) => isOurs(name) && !known.some((one) => one === name))
  return strangers.map((name) => unknownSetting(name, nearest(name, known)))
}

function unknownKeys(file: Record<string, unknown>, path: string): ConfigProblem[] {
  const strangers = Object.keys(file).filter(
    (key) => key !== '$schema' && !names.some((name) => name === key),
  )
  return strangers.map((key) => unknownSetting(`${path}: ${key}`, nearest(key, names)))
}

function unknownSetting(where: string, near: string | undefined): ConfigProblem {
  return {
    where,
    value: hidden,
    en: `There is no such setting, so it changes nothing.${near ? ` Did you mean ${near}?` : ''}`,
    fr: `Ce réglage n’existe pas et ne change rien.${near ? ` Vouliez-vous dire ${near} ?` : ''}`,
  }
}

function remarksOn(config: Config): ConfigProblem[] {
  return [...addressRemarks(config), ...budgetRemarks(config), ...mailRemarks(config)]
}

/**
 * Listening on X is charged for each post, and X's terms ask public bodies for its approval first: without all three it is not
 * begun. Source: evidence of X's developer terms, 2026-11.
 */
function missingForX(config: Config): ConfigProblem | undefined {
  if (!config.sources.some(({ kind }) => kind === 'x')) return undefined
  const name = (['xBearerToken', 'xBudgetCents', 'xApproval'] as const).find(
    (one) => config[one] === undefined,
  )
  if (name === undefined) return undefined
  const { env, about } = settings[name]
  return {
    where: settings.sources.flag,
    value: 'x:stream',
    en: `To listen on X also set ${env[0]}: ${about.en}.`,
    fr: `Pour écouter X, indiquez aussi ${env[0]} : ${about.fr}.`,
  }
}

/** A reserve that is as large as the budget leaves nothing for an ordinary day; one without a budget is for nothing. */
function budgetRemarks({ xBudgetCents = 0, xReserveCents = 0 }: Config): ConfigProblem[] {
  if (xReserveCents === 0 || xReserveCents < xBudgetCents) return []
  const { flag, env } = settings.xBudgetCents
  return [
    {
      where: settings.xReserveCents.flag,
      value: String(xReserveCents),
      en: `The reserve is not smaller than the budget in ${env[0]} (${flag}), so that X is used in emergencies only, or not at all.`,
      fr: `La réserve n’est pas inférieure au budget de ${env[0]} (${flag}) : X ne sert qu’aux urgences, ou pas du tout.`,
    },
  ]
}

function addressRemarks(config: Config): ConfigProblem[] {
  const isLocal = /^(?:127\.|localhost$|::1$)/.test(config.host)
  if (isLocal || config.publicUrl !== undefined) return []
  const { flag, env } = settings.publicUrl
  return [
    {
      where: settings.host.flag,
      value: config.host,
      en: `Others can reach this desk only by the address in ${env[0]} (${flag}); set it, or they are refused.`,
      fr: `Les autres ne peuvent joindre ce poste que par l’adresse de ${env[0]} (${flag}) ; indiquez-la, sinon ils sont refusés.`,
    },
  ]
}

/** Each mail carries a link that ends the subscription, so without an address people can open, none goes out. */
function mailRemarks(config: Config): ConfigProblem[] {
  if (config.mail === undefined || config.publicUrl !== undefined) return []
  const { flag, env } = settings.publicUrl
  return [
    {
      where: settings.mail.flag,
      value: config.mail.send.host,
      en: `Mail is set without ${env[0]} (${flag}): links to subscribe and to unsubscribe would lead nowhere, so nobody is told by mail until it is.`,
      fr: `Le courriel est réglé sans ${env[0]} (${flag}) : les liens d’abonnement et de désabonnement ne mèneraient nulle part, et personne n’est joint par courriel d’ici là.`,
    },
  ]
}

import type { Words } from '#kernel/words.ts'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Command } from '#cli/command.ts'
import { nearest } from '#cli/nearest.ts'
import { UsageError, usage } from '#cli/words.ts'

/** How a flag or an argument is typed, as its schema tells. */
export type Typed = {
  key: string
  flag: string
  kind: 'switch' | 'list' | 'value'
  isRequired: boolean
  schema: z.ZodType
}

/** A command line, read: the values its command's schemas made of it. */
export type Parsed = { arguments: unknown; flags: unknown; isJson: boolean; wantsHelp: boolean }

/** The typed form of each value in a schema. */
export function typedOf(shape: z.ZodObject): Typed[] {
  return Object.entries(shape.shape).map(([key, schema]) => ({
    key,
    flag: `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    kind: kindOf(schema as z.ZodType),
    isRequired: !(schema as z.ZodType).safeParse(undefined).success,
    schema: schema as z.ZodType,
  }))
}

function kindOf(schema: z.ZodType): Typed['kind'] {
  if (schema instanceof z.ZodBoolean) return 'switch'
  if (schema instanceof z.ZodArray) return 'list'
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return kindOf(schema.unwrap() as z.ZodType)
  return schema instanceof z.ZodPipe ? kindOf(schema.in as z.ZodType) : 'value'
}

/**
 * Reads what was typed after a command's name.
 *
 * @throws UsageError in words, for anything that cannot be used
 */
export function parseCommandLine(command: Command, words: readonly string[]): Parsed {
  const flags = typedOf(command.flags)
  const raw = tokensOf(flags, words)
  if (raw.wantsHelp) return { arguments: {}, flags: {}, isJson: raw.isJson, wantsHelp: true }
  const sorted = sortFlags(flags, raw.given)
  return {
    arguments: read(
      command.arguments,
      placeArguments(typedOf(command.arguments), raw.positionals),
      'argument',
    ),
    flags: read(command.flags, sorted, 'flag'),
    isJson: raw.isJson,
    wantsHelp: false,
  }
}

type Given = { flag: string; value: string | boolean }
type Raw = { given: Given[]; positionals: string[]; isJson: boolean; wantsHelp: boolean }

function tokensOf(flags: readonly Typed[], words: readonly string[]): Raw {
  const options: Record<string, { type: 'boolean' | 'string' }> = {
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  }
  for (const flag of flags)
    options[flag.flag.slice(2)] = { type: flag.kind === 'switch' ? 'boolean' : 'string' }
  const args = words.map((word) => (isNegated(word) ? shielded(word) : word))
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true })
  const raw: Raw = { given: [], positionals: [], isJson: false, wantsHelp: false }
  for (const token of tokens) {
    if (token.kind === 'positional') raw.positionals.push(unshielded(token.value))
    else if (token.kind === 'option') {
      const value = token.value === undefined ? undefined : unshielded(token.value)
      addOption(raw, flags, { flag: token.rawName, value, isInline: token.inlineValue === true })
    }
  }
  return raw
}

// There are no one-letter options but -h, so `-movie flood` is a rule and `-3` a number, never options.
const shield = '\0'

function shielded(word: string): string {
  return word === '-h' ? '--help' : shield + word
}

function isNegated(word: string): boolean {
  return /^-[^-]/.test(word)
}

function unshielded(word: string): string {
  return word.startsWith(shield) ? word.slice(1) : word
}

function addOption(
  raw: Raw,
  flags: readonly Typed[],
  token: { flag: string; value: string | undefined; isInline: boolean },
): void {
  if (token.flag === '--help') raw.wantsHelp = true
  else if (token.flag === '--json') raw.isJson = true
  else if (token.flag.startsWith('--no-') && switchNamed(flags, `--${token.flag.slice(5)}`)) {
    raw.given.push({ flag: `--${token.flag.slice(5)}`, value: false })
  } else {
    const known = flags.find((flag) => flag.flag === token.flag)
    if (!known) throw new UsageError(usage.unknownFlag(token.flag, nearest(token.flag, flagNames(flags))))
    if (known.kind === 'switch' && token.isInline) throw new UsageError(usage.takesNoValue(token.flag))
    if (known.kind !== 'switch' && (token.value === undefined || looksLikeFlag(flags, token)))
      throw new UsageError(usage.needsValue(token.flag))
    raw.given.push({ flag: token.flag, value: token.value ?? true })
  }
}

// `--speed --json`: the value is missing, rather than being "--json".
function looksLikeFlag(
  flags: readonly Typed[],
  token: { value: string | undefined; isInline: boolean },
): boolean {
  return !token.isInline && flagNames(flags).includes(token.value ?? '')
}

function flagNames(flags: readonly Typed[]): string[] {
  return [...flags.map((flag) => flag.flag), '--json', '--help']
}

function switchNamed(flags: readonly Typed[], name: string): boolean {
  return flags.some((flag) => flag.flag === name && flag.kind === 'switch')
}

function sortFlags(flags: readonly Typed[], given: readonly Given[]): Record<string, unknown> {
  const sorted: Record<string, unknown> = {}
  for (const flag of flags) {
    const values = given.filter((one) => one.flag === flag.flag).map((one) => one.value)
    if (values.length === 0) continue
    if (flag.kind === 'value' && values.length > 1) throw new UsageError(usage.once(flag.flag))
    sorted[flag.key] = flag.kind === 'list' ? values : values.at(-1)
  }
  return sorted
}

function placeArguments(places: readonly Typed[], positionals: readonly string[]): Record<string, unknown> {
  const placed: Record<string, unknown> = {}
  const rest = [...positionals]
  for (const place of places) {
    if (place.kind === 'list') placed[place.key] = rest.splice(0)
    else if (rest.length > 0) placed[place.key] = rest.shift()
  }
  if (rest.length > 0) throw new UsageError(usage.tooMany(rest[0] ?? ''))
  return placed
}

function read(shape: z.ZodObject, values: Record<string, unknown>, what: 'argument' | 'flag'): unknown {
  const result = shape.safeParse(values, { reportInput: true })
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const key = String(issue?.path[0] ?? '')
  const typed = typedOf(shape).find((one) => one.key === key)
  const name = what === 'flag' ? (typed?.flag ?? key) : placeholder(key)
  if (!issue || values[key] === undefined) throw new UsageError(usage.missing(name))
  throw new UsageError(usage.wrong(name, shownValue(values[key]), wanted(issue, typed?.schema)))
}

function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

// Tells what the value is for rather than what a program expected of it.
function wanted(issue: z.core.$ZodIssue, schema: z.ZodType | undefined): Words {
  const own = issue.code === 'custom' ? asWords(issue.params) : undefined
  if (own) return own
  if (issue.code === 'invalid_value') return usage.oneOf(issue.values.slice(0, 20).map(String).join(', '))
  const words = schema && wordsOf(schema)
  return words ? usage.means(words) : usage.unusable
}

/** The words a schema was described with by `.meta({ en, fr })`, also below optional and default. */
export function wordsOf(schema: z.ZodType): Words | undefined {
  const own = asWords(schema.meta())
  if (own) return own
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
  return isWrapper ? wordsOf(schema.unwrap() as z.ZodType) : undefined
}

function asWords(value: unknown): Words | undefined {
  const { en, fr } = (typeof value === 'object' && value !== null ? value : {}) as {
    en?: unknown
    fr?: unknown
  }
  return typeof en === 'string' && typeof fr === 'string' ? { en, fr } : undefined
}

/** How an argument is shown in help: `FILE`. */
export function placeholder(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

import type { Command } from '#cli/command.ts'
import type { Typed } from '#cli/parse.ts'
import { placeholder, typedOf, wordsOf } from '#cli/parse.ts'
import { kitWords } from '#cli/words.ts'

type Locale = 'en' | 'fr'
type Pair = readonly [string, string]

/** The list of commands. */
export function helpForAll(program: string, commands: readonly Command[], locale: Locale): string {
  const list = commands.map((command): Pair => [command.name, command.summary[locale]])
  const usage = `${kitWords.usage[locale]}: ${program} COMMAND [--json] [--help]`
  const more = `${program} COMMAND --help ${kitWords.more[locale]}`
  return [
    usage,
    '',
    `${kitWords.commands[locale]}:`,
    ...aligned(list),
    '',
    more,
    kitWords.exits[locale],
    '',
  ].join('\n')
}

/** Everything about one command, written from its schemas. */
export function helpForOne(program: string, command: Command, locale: Locale): string {
  const places = typedOf(command.arguments)
  const flags = typedOf(command.flags)
  const flagPairs = flags.map((flag): Pair => [flagForm(flag), described(flag, locale)])
  const kitPairs: Pair[] = [
    ['--json', kitWords.json[locale]],
    ['--help', kitWords.help[locale]],
  ]
  return [
    `${kitWords.usage[locale]}: ${[program, command.name, ...places.map(placeForm), '[…]'].join(' ')}`,
    '',
    command.summary[locale],
    ...section(
      kitWords.arguments[locale],
      places.map((place): Pair => [placeholder(place.key), described(place, locale)]),
    ),
    ...section(kitWords.flags[locale], [...flagPairs, ...kitPairs]),
    ...(command.examples.length > 0
      ? ['', `${kitWords.examples[locale]}:`, ...command.examples.map((line) => `  ${program} ${line}`)]
      : []),
    '',
  ].join('\n')
}

function section(title: string, pairs: readonly Pair[]): string[] {
  return pairs.length === 0 ? [] : ['', `${title}:`, ...aligned(pairs)]
}

function aligned(pairs: readonly Pair[]): string[] {
  const width = pairs.reduce((most, [left]) => Math.max(most, left.length), 0)
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd())
}

function placeForm(place: Typed): string {
  const name = place.kind === 'list' ? `${placeholder(place.key)}…` : placeholder(place.key)
  return place.isRequired ? name : `[${name}]`
}

function flagForm(flag: Typed): string {
  return flag.kind === 'switch'
    ? flag.flag
    : `${flag.flag} ${placeholder(flag.key)}${flag.kind === 'list' ? ' …' : ''}`
}

function described(typed: Typed, locale: Locale): string {
  const usual = typed.schema.safeParse(undefined)
  const shows =
    usual.success &&
    usual.data !== undefined &&
    usual.data !== false &&
    !(Array.isArray(usual.data) && usual.data.length === 0)
  return `${wordsOf(typed.schema)?.[locale] ?? ''}${shows ? ` (${kitWords.default[locale]}: ${String(usual.data)})` : ''}`
}

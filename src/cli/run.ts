import type { Words } from '#kernel/words.ts'
import type { Command, ExitCode } from '#cli/command.ts'
import { z } from 'zod'
import { helpForAll, helpForOne } from '#cli/help.ts'
import { nearest } from '#cli/nearest.ts'
import { makeOut } from '#cli/out.ts'
import { parseCommandLine } from '#cli/parse.ts'
import type { Terminal } from '#cli/terminal.ts'
import { UsageError, usage } from '#cli/words.ts'

/** What `runCommands` needs. */
export type RunNeeds = {
  program: string
  commands: readonly Command[]
  /** What was typed, without node and the script. */
  words: readonly string[]
  terminal: Terminal
  /** Public sentences for errors that rooms throw, by error name; the command ends with 2. */
  sentences?: Readonly<Record<string, Words>>
  /** Prints stacks of unforeseen errors; for developers. */
  isDebug?: boolean
}

/** What an error may bring to be understood by people. */
const WordsOf = z.object({ en: z.string(), fr: z.string() })

/** Finds the command that was typed, runs it and returns the exit code. Never throws, never exits the process. */
export async function runCommands(needs: RunNeeds): Promise<ExitCode> {
  const { terminal, program, commands, words } = needs
  try {
    const found = findCommand(commands, words)
    if (!found) return helpOrRefuse(needs)
    const parsed = parseCommandLine(found.command, words.slice(found.length))
    if (parsed.wantsHelp) {
      terminal.stdout.write(helpForOne(program, found.command, terminal.locale))
      return 0
    }
    const out = makeOut(terminal, parsed.isJson)
    return await found.command.run({ arguments: parsed.arguments, flags: parsed.flags, out })
  } catch (thrown) {
    return explain(needs, thrown)
  }
}

function findCommand(
  commands: readonly Command[],
  words: readonly string[],
): { command: Command; length: number } | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = commands.find((one) => one.name === name && one.name.split(' ').length === length)
    if (command) return { command, length }
  }
  return undefined
}

function helpOrRefuse(needs: RunNeeds): ExitCode {
  const { terminal, program, commands } = needs
  const typed = needs.words.find((word) => !word.startsWith('-'))
  const help = helpForAll(program, commands, terminal.locale)
  const wantsHelp = typed === 'help' || needs.words.includes('--help') || needs.words.includes('-h')
  if (wantsHelp) {
    terminal.stdout.write(help)
    return 0
  }
  const names = commands.map((command) => command.name)
  const second = needs.words.slice(0, 2).join(' ')
  const near = typed === undefined ? undefined : (nearest(second, names) ?? nearest(typed, names))
  terminal.stderr.write(
    `${(typed === undefined ? usage.none : usage.unknownCommand(typed, near))[terminal.locale]}\n\n${help}`,
  )
  return 2
}

function explain(needs: RunNeeds, thrown: unknown): ExitCode {
  const { terminal, program } = needs
  // Ctrl C and a closed pipe end a command in the middle: that is what was asked for.
  const isOurEnd = terminal.signal.aborted && thrown instanceof Error && thrown.name === 'AbortError'
  if (isOurEnd) return 0
  const isUsage = thrown instanceof UsageError
  const words = isUsage ? thrown.words : wordsFor(needs, thrown)
  const more = isUsage ? `\n${program} ${needs.words[0] ?? ''} --help` : ''
  terminal.stderr.write(`${words[terminal.locale]}${more}\n`)
  if (!isUsage && needs.isDebug && thrown instanceof Error) terminal.stderr.write(`${thrown.stack ?? ''}\n`)
  return 2
}

function wordsFor(needs: RunNeeds, thrown: unknown): Words {
  const name = thrown instanceof Error ? thrown.name : ''
  const own = thrown instanceof Error && 'words' in thrown ? WordsOf.safeParse(thrown.words) : undefined
  if (own?.success === true) return own.data
  const known = Object.hasOwn(needs.sentences ?? {}, name) ? needs.sentences?.[name] : undefined
  // A command line is read by who runs the machine: the message helps them, and holds no secrets by our rules.
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return (
    known ?? { en: `This could not be done: ${message}`, fr: `L’opération n’a pas pu se faire : ${message}` }
  )
}

import type { Words } from '#kernel/words.ts'
import type { z } from 'zod'
import type { Out } from '#cli/out.ts'

/** 0 fine, 1 found something wrong, 2 cannot run. */
export type ExitCode = 0 | 1 | 2

/** A schema of named values, each described by `.meta({ en, fr })`. */
export type Shape = z.ZodObject

/** What a command is given: everything read and checked. */
export type Run<A extends Shape, F extends Shape> = { arguments: z.output<A>; flags: z.output<F>; out: Out }

/** A command as rooms write it. */
export type CommandSpec<A extends Shape, F extends Shape> = {
  /** One word or two: `replay`, `records verify`. */
  name: string
  summary: Words
  /** In the order typed. The last may be an array: it takes the rest. */
  arguments: A
  /** `camelCase` here is `--kebab-case` there. Booleans are switches, arrays may be given again and again. */
  flags: F
  examples?: readonly string[]
  // A promise only: with `| ExitCode` beside it TypeScript widens a lone `return 0` to number.
  run: (call: Run<A, F>) => Promise<ExitCode | void>
}

/** A command ready for `runCommands`; its types are settled inside. */
export type Command = {
  name: string
  summary: Words
  arguments: Shape
  flags: Shape
  examples: readonly string[]
  run: (given: { arguments: unknown; flags: unknown; out: Out }) => Promise<ExitCode>
}

/** Makes a command: one schema gives the check, the types and the help text. */
export function command<A extends Shape, F extends Shape>(spec: CommandSpec<A, F>): Command {
  return {
    name: spec.name,
    summary: spec.summary,
    arguments: spec.arguments,
    flags: spec.flags,
    examples: spec.examples ?? [],
    // What arrives here was read by the very schemas that the types come from.
    run: async (given) => (await spec.run(given as Run<A, F>)) ?? 0,
  }
}

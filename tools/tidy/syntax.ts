import { parseSync, Visitor, type Comment, type Program } from 'oxc-parser'
import type { ProjectFile } from './files.ts'

/** A file with its syntax tree. */
export type Parsed = { path: string; text: string; program: Program; comments: readonly Comment[] }

/** What one check found: `path:line: what, and what to do instead`. */
export type Finding = string

/** Parses a TypeScript file; one that does not parse stops the check, as it must not pass unseen. */
export function parse({ path, text }: ProjectFile): Parsed {
  const { program, comments, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  return { path, text, program, comments }
}

/** `path:line` of a place in a file. */
export function place({ path, text }: { path: string; text: string }, at: number): string {
  return `${path}:${text.slice(0, at).split('\n').length}`
}

/** Walks the tree with the visitor given. */
export function walk({ program }: Parsed, visitor: ConstructorParameters<typeof Visitor>[0]): void {
  new Visitor(visitor).visit(program)
}

/** Whether this is a test, a helper of tests, or a test's own example. */
export function isTest(path: string): boolean {
  return /(\.test|\/test-[a-z-]+)\.tsx?$|^test\//.test(path)
}

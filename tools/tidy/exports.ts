import { isTest, place, type Finding, type Parsed } from './syntax.ts'

type Node = Parsed['program']['body'][number]

/** Exports without a docstring, exports by default, and files that only pass on what others export. */
export function checkExports(file: Parsed): Finding[] {
  if (isTest(file.path)) return []
  const documented = new Set<string>()
  // A list of one-line exports without a gap ("one second, minute, hour in ms") shares the docstring above it.
  let isSaidUntil = Number.NaN
  return file.program.body.flatMap((node) => {
    const where = place(file, node.start)
    if (node.type === 'ExportDefaultDeclaration') return [`${where}: export it by name, not as default`]
    if (node.type === 'ExportAllDeclaration')
      return [`${where}: passes on an export: import the file you mean`]
    if (node.type !== 'ExportNamedDeclaration') return []
    if (node.source) return [`${where}: passes on an export: import the file you mean`]
    const names = namesIn(node)
    if (names.every((name) => documented.has(name))) return []
    const isSaid = hasDocstring(file, node.start) || (isSaidUntil === node.start - 1 && isOneLine(file, node))
    if (isSaid) {
      if (isOneLine(file, node)) isSaidUntil = node.end
      for (const name of names) documented.add(name)
      return []
    }
    return [`${where}: ${names.join(', ')} has no docstring: one sentence on what it is for`]
  })
}

/** A schema and the type of the same name are one export to a reader: the docstring stands once. */
function namesIn(node: Extract<Node, { type: 'ExportNamedDeclaration' }>): string[] {
  const { declaration } = node
  if (!declaration)
    return node.specifiers.map(({ exported }) => ('name' in exported ? exported.name : exported.value))
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.map(({ id }) => (id.type === 'Identifier' ? id.name : 'a pattern'))
  return 'id' in declaration && declaration.id && 'name' in declaration.id ? [declaration.id.name] : ['it']
}

function isOneLine({ text }: Parsed, { start, end }: Node): boolean {
  return !text.slice(start, end).includes('\n')
}

function hasDocstring({ comments, text }: Parsed, start: number): boolean {
  const last = comments.findLast((comment) => comment.end <= start)
  if (!last || text.slice(last.end, start).trim() !== '') return false
  return last.type === 'Block' && last.value.startsWith('*') && /\p{L}/u.test(last.value)
}

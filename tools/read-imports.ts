import { parseSync, Visitor } from 'oxc-parser'

/** One import as written: static, `import type`, dynamic, `import('x').T`, re-export, `require`, or a thread's source. */
export type Import = { specifier: string; line: number; typeOnly: boolean }

/** A file whose imports cannot be read must not pass for one without any. */
export class UnreadableSource extends Error {
  override name = 'UnreadableSource'
}

/**
 * Every import in a TypeScript file.
 *
 * @param path used for the language (`.tsx`) and in messages
 * @throws UnreadableSource when it does not parse, or when a dynamic import is not a plain string
 */
export function importsOf(path: string, source: string): Import[] {
  const parsed = parseSync(path, source)
  const fault = parsed.errors[0]
  if (fault) throw new UnreadableSource(`${path}: ${fault.message}`)
  const found: { specifier: unknown; at: number; typeOnly: boolean }[] = []
  for (const { moduleRequest, start, entries } of parsed.module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every((entry) => entry.isType)
    found.push({ specifier: moduleRequest.value, at: start, typeOnly })
  }
  for (const { entries } of parsed.module.staticExports) {
    for (const { moduleRequest, start, isType } of entries)
      if (moduleRequest) found.push({ specifier: moduleRequest.value, at: start, typeOnly: isType })
  }
  new Visitor({
    ImportExpression: ({ source: asked, start }) =>
      found.push({ specifier: literal(asked), at: start, typeOnly: false }),
    TSImportType: ({ source: asked, start }) =>
      found.push({ specifier: asked.value, at: start, typeOnly: true }),
    CallExpression: ({ callee, arguments: [asked], start }) => {
      if (callee.type === 'Identifier' && callee.name === 'require' && asked)
        found.push({ specifier: literal(asked), at: start, typeOnly: false })
    },
    NewExpression: ({ callee, arguments: [asked, base], start }) => {
      const isUrl = callee.type === 'Identifier' && callee.name === 'URL' && base?.type === 'MemberExpression'
      const target = isUrl && asked ? literal(asked) : undefined
      if (typeof target === 'string' && /\.tsx?$/.test(target))
        found.push({ specifier: target, at: start, typeOnly: false })
    },
  }).visit(parsed.program)
  return found.map(({ specifier, at, typeOnly }) => {
    const line = source.slice(0, at).split('\n').length
    if (typeof specifier !== 'string')
      throw new UnreadableSource(`${path}:${line}: an import of something computed cannot be checked`)
    return { specifier, line, typeOnly }
  })
}

function literal(node: { type: string; value?: unknown }): unknown {
  return node.type === 'Literal' ? node.value : undefined
}

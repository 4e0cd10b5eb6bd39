import { isTest, place, walk, type Finding, type Parsed } from './syntax.ts'

/** A call we do not make, where it may be made all the same, and what to write instead. */
type Ban = { call: string; instead: string; allowed: RegExp }

const screens = /^src\/(web|(?:access|records|sending|roles\/[^/]+)\/web|app\/browser)/
const tooling = /^(tools|bench|test)\//

/** Calls and constructions that have a better place, each with its replacement. */
const bans: readonly Ban[] = [
  { call: 'Math.random', instead: 'take chance as an argument', allowed: /^src\/(app|kernel)\// },
  { call: 'Date.now', instead: 'take a Clock (#kernel/time.ts)', allowed: /^src\/(app\/|kernel\/time\.ts)/ },
  { call: 'new Date', instead: 'take a Clock (#kernel/time.ts)', allowed: /^src\/(app\/|kernel\/time\.ts)/ },
  {
    call: 'process.exit',
    instead: 'set process.exitCode and return',
    allowed: /^src\/(app\/main|cli\/terminal)\.ts$/,
  },
  { call: 'fetch', instead: 'the guarded fetch of #networks/http.ts', allowed: /^src\/networks\/http/ },
  {
    call: 'URL.canParse',
    instead: 'isUrl (#kernel/url.ts): its fast path is wrong in Node 20',
    allowed: /^$/,
  },
  { call: 'eval', instead: 'code that is written down', allowed: /^$/ },
  { call: 'new Function', instead: 'code that is written down', allowed: /^$/ },
  { call: 'execSync', instead: 'spawn with a list of arguments', allowed: /^$/ },
  { call: 'exec', instead: 'spawn with a list of arguments', allowed: /^$/ },
]
const consoleAllowed = /^src\/(app|cli)\//

/** Banned calls, `any`, empty `catch`, and words or switches that stand for unfinished work. */
export function checkBanned(file: Parsed): Finding[] {
  const findings: Finding[] = []
  const found = (at: number, what: string): void => {
    findings.push(`${place(file, at)}: ${what}`)
  }
  const call = (name: string | undefined, at: number, argumentCount: number): void => {
    if (name === undefined) return
    if (name === 'new Date' && argumentCount > 0) return
    const ban = bans.find((one) => one.call === name)
    if (ban && !isExempt(file.path, ban)) found(at, `${name}: ${ban.instead}`)
    if (
      name.startsWith('console.') &&
      !isTest(file.path) &&
      !consoleAllowed.test(file.path) &&
      !tooling.test(file.path)
    )
      found(at, `${name}: log through a Log (#kernel/log.ts); only app and cli print`)
    if (/^(test|it|describe)\.(only|skip|todo|fails)$/.test(name))
      found(at, `${name}: run it, or skip out loud with context.skip('why') where something is missing`)
    if (isTest(file.path) && name === 'setTimeout')
      found(at, 'setTimeout in a test: wait for the thing itself (expect.poll)')
  }
  walk(file, {
    CallExpression: (node) => call(nameOf(node.callee), node.start, node.arguments.length),
    NewExpression: (node) => call(`new ${nameOf(node.callee)}`, node.start, node.arguments.length),
    TSAnyKeyword: (node) => found(node.start, 'any: unknown and a schema, or the type it is'),
    CatchClause: (node) => {
      if (node.body.body.length === 0)
        found(node.start, 'an empty catch: handle it, return a refusal, or let it rise')
    },
    JSXAttribute: (node) => {
      if (node.name.name === 'dangerouslySetInnerHTML')
        found(node.start, 'dangerouslySetInnerHTML: React elements')
    },
  })
  return [...findings, ...checkComments(file)]
}

/** The browser has a clock and chance of its own; tests and tools may look at the wall clock to measure. */
function isExempt(path: string, { call, allowed }: Ban): boolean {
  if (allowed.test(path)) return true
  const measures = call === 'Date.now' || call === 'new Date' || call === 'fetch'
  if (measures && (screens.test(path) || isTest(path) || tooling.test(path))) return true
  return call === 'Math.random' && screens.test(path)
}

function nameOf(callee: { type: string }): string | undefined {
  const node = callee as {
    type: string
    name?: string
    object?: { type: string }
    property?: { name?: string }
  } // shapes of oxc's Identifier and MemberExpression
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression' || !node.object) return undefined
  const object = nameOf(node.object)
  return object === undefined || node.property?.name === undefined
    ? undefined
    : `${object}.${node.property.name}`
}

function checkComments(file: Parsed): Finding[] {
  return file.comments.flatMap(({ value, start }) => {
    const where = place(file, start)
    if (/\b(FIXME|XXX|HACK)\b/.test(value)) return [`${where}: mend it now, or file an issue`]
    if (/\bTODO\b(?!\(#\d+\))/.test(value)) return [`${where}: a TODO names its issue: TODO(#123)`]
    if (/@ts-(ignore|nocheck)/.test(value)) return [`${where}: @ts-expect-error with a reason`]
    if (/@ts-expect-error\s*$/.test(value)) return [`${where}: say why the error is expected`]
    if (/(oxlint|eslint)-disable(?!.*--)/.test(value)) return [`${where}: say why the rule is off: -- reason`]
    return []
  })
}

import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { Matcher } from '#stream/matcher/matcher.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { hostileRules } from './support/hostile-rules.ts'
import { figure, machine, median } from './support/measure.ts'

/**
 * What the worst rules the grammar allows cost to read and to add, CPU ms: cold, each as the first rule of a fresh process
 * (the middle of three), and warm, in a process that has read all of them before. Three common words are read first in either case, as
 * no desk starts with a hostile rule.
 */
const [coldRuns, warmRounds] = [3, 5] as const
const asked = process.argv.find((word) => word.startsWith('--rule='))
const rules = hostileRules()

if (asked) process.stdout.write(JSON.stringify(costMs(new Matcher(), rules[Number(asked.slice(7))] ?? '')))
else run()

function run(): void {
  figure({ bench: 'match-hostile', what: 'machine', ...machine(), load: loadavg()[0] })
  const cold = rules.map((_, at) => median(Array.from({ length: coldRuns }, () => coldMs(at))))
  tell('cold', cold)
  const matcher = new Matcher()
  for (let round = 0; round < warmRounds; round++) for (const rule of rules) costMs(matcher, rule)
  tell(
    'warm',
    rules.map((rule) => median(Array.from({ length: warmRounds }, () => costMs(matcher, rule)))),
  )
}

function tell(what: string, costs: readonly number[]): void {
  const worst = costs.indexOf(Math.max(...costs))
  figure({
    bench: 'match-hostile',
    what: `${rules.length} hostile rules read and added, ${what}`,
    worstMs: costs[worst],
    medianMs: median(costs),
    worstBegins: rules[worst]?.slice(0, 40),
    load: loadavg()[0],
  })
}

function coldMs(rule: number): number {
  const script = process.argv[1] ?? ''
  const told = execFileSync(process.execPath, [...process.execArgv, script, `--rule=${rule}`], {
    encoding: 'utf8',
  })
  return Number(told)
}

function costMs(matcher: Matcher, text: string): number {
  const first = parseRule('flood (water OR road) -"no flood"')
  if (first.ok) matcher.add('first', first.rule)
  const before = process.cpuUsage()
  const read = parseRule(text)
  if (read.ok) matcher.add('hostile', read.rule)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

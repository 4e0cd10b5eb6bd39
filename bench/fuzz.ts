import { parseArgs } from 'node:util'
import type { Post } from '#kernel/post.ts'
import { nastyPost, nastyText, seededChance } from '#stream/matcher/nasty-input.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { hostileRules, hostileTexts } from './support/hostile-rules.ts'
import { costOf, figure, machine } from './support/measure.ts'
import { mutator } from './support/mutate.ts'
import { type Target, targets } from './support/fuzz-targets.ts'
import { dearestRule, type WrittenRule } from './support/rule-cost.ts'

// Ten million spoiled inputs for everything that reads bytes of strangers: nothing may throw, nothing may hang, and no rule
// that parses may cost a post a millisecond. `--cases N` changes how many, `--seed S` which. Ends with 1 on a finding.
const slowMs = 50
const rulesKept = 50_000
const rulesTogether = 250

const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } })
const cases = Number(values.cases ?? 10_000_000)
const seed = Number(values.seed ?? 1)
const chance = seededChance(seed)
const kept: string[] = []
let parsed = 0

/** Keeps a fair sample of the rules that parse (reservoir sampling, Vitter 1985). */
function keepRule(text: string): void {
  parsed++
  if (kept.length < rulesKept) kept.push(text)
  else {
    const place = Math.floor(chance() * parsed)
    if (place < rulesKept) kept[place] = text
  }
}

type Finding = { crashes: number; slow: number; slowestMs: number; example?: string }

function timed(target: Target, bytes: Buffer): number {
  const began = performance.now()
  target.run(bytes)
  return performance.now() - began
}

/** A case that took longest so far is run again: on a shared machine only what is always slow is slow. */
function isAlwaysSlow(target: Target, bytes: Buffer): number {
  return Math.min(timed(target, bytes), timed(target, bytes), timed(target, bytes))
}

function tryOne(target: Target, bytes: Buffer, finding: Finding): void {
  try {
    let ms = timed(target, bytes)
    if (ms > finding.slowestMs) ms = Math.min(ms, isAlwaysSlow(target, bytes))
    finding.slowestMs = Math.max(finding.slowestMs, ms)
    if (ms <= slowMs) return
    finding.slow++
  } catch (error) {
    finding.crashes++
    finding.example ??= `${String(error)}: ${bytes.toString('base64')}`
    return
  }
  finding.example ??= `slow: ${bytes.toString('base64')}`
}

let [done, bad] = [0, 0]
let cpuS = 0
const all = targets(chance, keepRule)
for (const target of all) {
  const count = target === all.at(-1) ? cases - done : Math.floor(cases * target.share)
  const next = mutator(target.samples, chance)
  const finding: Finding = { crashes: 0, slow: 0, slowestMs: 0 }
  const cost = await costOf(() => {
    for (let at = 0; at < count; at++) tryOne(target, next(), finding)
  })
  done += count
  bad += finding.crashes + finding.slow
  cpuS += cost.cpuS
  const { slowestMs, ...rest } = finding
  figure({
    bench: 'fuzz',
    what: target.name,
    cases: count,
    ...rest,
    slowestMs: Number(slowestMs.toFixed(2)),
    cpuS: Math.round(cost.cpuS),
  })
}

const long = (make: () => string): string => {
  let text = ''
  while (text.length < 20_000) text += make()
  return text.slice(0, 20_000)
}
// The language of a post is read once for all rules that ask (`reading` measures that), so these posts name theirs.
const asPost = (text: string, at: number): Post => ({ ...nastyPost(chance, at), text, lang: 'en' })
const posts = [
  ...Array.from({ length: 12 }, (_, at) => nastyPost(chance, at)),
  ...[
    () => nastyText(chance),
    () => 'flood water high ',
    () => 'flood ',
    () => '#flood @city https://town.example/flood/map ',
    () => 'a',
    () => '洪水',
    () => '👩‍🚒',
    () => "l'eau e\u0301lan ",
  ].map((make, at) => asPost(long(make), 100 + at)),
  ...hostileTexts.map((text, at) => asPost(text.slice(0, 20_000), 200 + at)),
]
const rules: WrittenRule[] = [...hostileRules(), ...kept].flatMap((text) => {
  const read = parseRule(text)
  return read.ok ? [{ text, rule: read.rule }] : []
})
let dearest = { ms: 0, rule: '', post: -1 }
const cost = await costOf(() => {
  for (let at = 0; at < rules.length; at += rulesTogether) {
    const found = dearestRule(rules.slice(at, at + rulesTogether), posts)
    if (found.ms > dearest.ms) dearest = found
  }
})
cpuS += cost.cpuS
if (dearest.ms >= 1) bad++
figure({
  bench: 'fuzz',
  what: 'dearest rule on any post, ms; together: so many rules cost no more than this',
  rulesThatParsed: parsed,
  rulesMeasured: rules.length,
  posts: posts.length,
  pairs: rules.length * posts.length,
  ms: Number(dearest.ms.toFixed(3)),
  rule: dearest.rule.slice(0, 200),
  postLength: posts[dearest.post]?.text.length,
  cpuS: Math.round(cost.cpuS),
})
figure({ bench: 'fuzz', what: 'all', cases: done, seed, findings: bad, cpuS: Math.round(cpuS), ...machine() })
process.exitCode = bad === 0 ? 0 : 1

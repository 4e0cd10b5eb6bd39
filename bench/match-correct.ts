import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Post } from '#kernel/post.ts'
import { compare, type Comparison } from '#stream/matcher/compare.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { nastyPost, nastyRule, seededChance } from '#stream/matcher/nasty-input.ts'
import { wordsIn } from '#stream/rules/read-words.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import type { Rule } from '#stream/rules/rule.ts'

/**
 * Holds the matcher to the naive evaluator on three million rule and post pairs and more: by chance over a small nasty
 * vocabulary, and on real texts where `../shared/data/replay` is there. Prints one JSON line; ends with 1 on a difference.
 */
const chance = seededChance(Number(process.env['SEED'] ?? 20260101))
const began = performance.now()
const rules = new Map<string, Rule>()
for (let place = 0; place < 5200; place++) rules.set(`n${place}`, nastyRule(chance).rule)
const posts = Array.from({ length: 500 }, (_, place) => nastyPost(chance, place))
const real = await realPosts(100)
for (const [place, text] of rulesFrom(real).entries()) {
  const read = parseRule(text)
  if (read.ok) rules.set(`w${place}`, read.rule)
}
posts.push(
  ...real,
  ...Array.from({ length: 100 - real.length }, (_, place) => nastyPost(chance, 1000 + place)),
)

const matcher = new Matcher()
for (const [id, rule] of rules) matcher.add(id, rule)
const ruleCount = rules.size
const full = compare(matcher, rules, posts)
const gone = [...rules].filter(() => chance() < 0.5)
for (const [id] of gone) {
  rules.delete(id)
  matcher.remove(id)
}
const afterRemoval = compare(matcher, rules, posts)
for (const [id, rule] of gone.slice(0, gone.length / 2)) {
  rules.set(id, rule)
  matcher.add(id, rule)
}
const afterReturn = compare(matcher, rules, posts)

const rounds = [full, afterRemoval, afterReturn]
const total = (count: (each: Comparison) => number): number =>
  rounds.reduce((sum, each) => sum + count(each), 0)
const differences = rounds.flatMap((each) => each.differences)
process.stdout.write(
  `${JSON.stringify({
    bench: 'match-correct',
    rules: ruleCount,
    posts: posts.length,
    realPosts: real.length,
    pairs: total((each) => each.pairs),
    pairsFirstRound: full.pairs,
    matches: total((each) => each.matches),
    falsePositives: total((each) => each.falsePositives),
    falseNegatives: total((each) => each.falseNegatives),
    removed: gone.length,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    ...(differences.length > 0 ? { differences } : {}),
  })}\n`,
)
process.exitCode = differences.length > 0 ? 1 : 0

/** Words, pairs and triples that stand in real texts, so that rules and texts meet. */
function rulesFrom(texts: readonly Post[]): string[] {
  return texts.flatMap(({ text }) => {
    const words = wordsIn(text).filter((word) => /^[\p{L}\p{N}]+$/u.test(word))
    const at = Math.floor(chance() * Math.max(1, words.length - 3))
    const [first = 'flood', second = 'water', third = 'road'] = words.slice(at, at + 3)
    return [
      `"${first}" "${second}"`,
      `"${first} ${second} ${third}" OR "${third}"`,
      `"${second} ${first}"~4 -"${third}"`,
    ]
  })
}

async function realPosts(most: number): Promise<Post[]> {
  const folder = '../shared/data/replay'
  const file = existsSync(folder)
    ? readdirSync(folder)
        .toSorted()
        .find((name) => name.endsWith('.jsonl.gz'))
    : undefined
  if (!file) {
    process.stderr.write('match-correct: no ../shared/data/replay here, so texts by chance only\n')
    return []
  }
  const found: Post[] = []
  const lines = createInterface({ input: createReadStream(`${folder}/${file}`).pipe(createGunzip()) })
  for await (const line of lines) {
    const value = parsed(line)
    if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string')
      continue
    const place = found.length
    found.push({
      id: `real:${place}`,
      network: 'real',
      source: file,
      text: value.text,
      atMs: 0,
      heardAtMs: 0,
      lang: 'en',
    })
    if (found.length === most) break
  }
  lines.close()
  return found
}

/** A line as JSON, or undefined: recorded files hold a broken line here and there, and texts are plenty. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

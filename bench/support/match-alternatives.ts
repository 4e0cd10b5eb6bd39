import type { Post } from '#kernel/post.ts'
import { factsMatch } from '#stream/matcher/naive.ts'
import { postFacts } from '#stream/matcher/post-facts.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { alternative } from './alternatives.ts'
import { type Cost, costOf, figure, perCpuS } from './measure.ts'
import { postgresCost } from './match-postgres.ts'

const [naiveRules, naivePosts, batchPosts, batchRules] = [1000, 200, 1000, 300] as const
const [postgresRules, expressionRules] = [20_000, 1000] as const

/** Rules and posts as our own figure used them, and that figure: posts a CPU second. */
export type Ours = { rules: readonly string[]; posts: readonly Post[]; postsPerCpuS: number }

/**
 * What a user would do instead, on a sample of the same rules and posts, told for all rules: cost grows with their number,
 * so the rate of the sample is divided by their ratio ("extrapolated" in the line). `timesSlower` is against our figure of
 * the same run, whole grammar and all.
 */
export async function matchAlternatives(ours: Ours): Promise<void> {
  await naive(ours)
  await fullText(ours)
  await postgres(ours)
  await expressions(ours)
}

function tell(
  { rules, postsPerCpuS }: Ours,
  what: string,
  sample: { rules: number; posts: number; cpuS: number },
): void {
  const cost: Cost = { cpuS: sample.cpuS, wallS: 0 }
  const rate = perCpuS(sample.posts, cost)
  figure({
    bench: 'match',
    what: `${what}, ${rules.length} rules`,
    postsPerCpuS: rate,
    timesSlower: Math.round(postsPerCpuS / rate),
    extrapolated: { rules: sample.rules, posts: sample.posts },
  })
}

async function naive(ours: Ours): Promise<void> {
  const read = ours.rules.slice(0, naiveRules).flatMap((text) => {
    const parsed = parseRule(text)
    return parsed.ok ? [parsed.rule] : []
  })
  const { cpuS } = await costOf(() => {
    for (const post of ours.posts.slice(0, naivePosts)) {
      const facts = postFacts(post)
      for (const rule of read) factsMatch(rule, facts)
    }
  })
  const ratio = ours.rules.length / read.length
  tell(ours, 'every rule asked', { rules: read.length, posts: naivePosts, cpuS: cpuS * ratio })
}

/** PostgreSQL full text: a batch of posts with a GIN index, the rules joined to it as tsqueries; words, phrases, AND, OR only. */
async function postgres(ours: Ours): Promise<void> {
  const queries = ours.rules.flatMap((rule) => tsqueryFor(rule)).slice(0, postgresRules)
  const texts = ours.posts.slice(0, batchPosts).map((post) => post.text)
  const cost = await postgresCost(texts, queries)
  if (!cost) return
  const cpuS = cost.indexing.cpuS + (cost.asking.cpuS * ours.rules.length) / queries.length
  tell(ours, `PostgreSQL full text in batches of ${batchPosts}`, {
    rules: queries.length,
    posts: batchPosts,
    cpuS,
  })
}

/**
 * RE2 on the rarest thing it can do: which keywords of the rules stand in a post, a hundred in one expression. Neither AND,
 * NOT nor any operator. (The installed version has no `RE2.Set`, which would do the same in one pass.)
 */
async function expressions(ours: Ours): Promise<void> {
  const re2 = alternative('re2')
  if (!isExpressionMaker(re2)) return
  const words = ours.rules
    .slice(0, expressionRules)
    .flatMap((rule) => rule.match(/\b[a-z]{3,}\b/g)?.slice(0, 2) ?? [])
  const batches = Array.from({ length: Math.ceil(words.length / 100) }, (_, at) =>
    words.slice(at * 100, at * 100 + 100),
  )
  const all = batches.map((some) => new re2(`\\b(?:${some.join('|')})\\b`, 'i'))
  const texts = ours.posts.slice(0, batchPosts).map((post) => post.text)
  const { cpuS } = await costOf(() => {
    for (const text of texts) for (const each of all) each.test(text)
  })
  const ratio = ours.rules.length / expressionRules
  tell(ours, 'RE2, keywords alone', { rules: expressionRules, posts: batchPosts, cpuS: cpuS * ratio })
}

function isExpressionMaker(
  value: unknown,
): value is new (text: string, flags: string) => { test(text: string): boolean } {
  return typeof value === 'function'
}

type Statement = { all(values: string[]): unknown[] }
type Database = { run(sql: string, values?: string[]): unknown; prepare(sql: string): Statement }

/** SQLite FTS5: a batch of posts is indexed, then each rule is put to it; words, phrases, AND, OR and NOT only. */
async function fullText(ours: Ours): Promise<void> {
  const sqlite = alternative('node-sqlite3-wasm')
  if (!hasDatabase(sqlite)) return
  const database = new sqlite.Database(':memory:')
  database.run('CREATE VIRTUAL TABLE posts USING fts5(text)')
  const queries = ours.rules
    .slice(0, batchRules * 3)
    .flatMap((rule) => queryFor(rule))
    .slice(0, batchRules)
  const indexing = await costOf(() => {
    database.run('BEGIN')
    for (const post of ours.posts.slice(0, batchPosts))
      database.run('INSERT INTO posts VALUES (?)', [post.text])
    database.run('COMMIT')
  })
  const asked = database.prepare('SELECT rowid FROM posts WHERE posts MATCH ?')
  const asking = await costOf(() => {
    for (const query of queries) asked.all([query])
  })
  const cpuS = indexing.cpuS + (asking.cpuS * ours.rules.length) / queries.length
  tell(ours, `SQLite FTS5 in batches of ${batchPosts}`, { rules: queries.length, posts: batchPosts, cpuS })
}

function hasDatabase(value: unknown): value is { Database: new (file: string) => Database } {
  return typeof value === 'object' && value !== null && 'Database' in value
}

/** Rules of words, phrases, brackets and OR alone, as FTS5 writes them; none for all others. */
function queryFor(rule: string): string[] {
  const isWords = /^[a-z "()]*(?:OR[a-z "()]*)*$/.test(rule)
  if (!isWords) return []
  return [
    rule
      .replaceAll(/"[^"]*"|\b[a-z]+\b/g, (part) => (part.startsWith('"') ? part : `"${part}"`))
      .replaceAll(/([")]) (?=["(])/g, '$1 AND '),
  ]
}

/** The same as a tsquery of the `simple` configuration. */
function tsqueryFor(rule: string): string[] {
  return queryFor(rule).map((query) =>
    query
      .replaceAll(/"([^"]*)"/g, (_, words: string) => `(${words.split(' ').join(' <-> ')})`)
      .replaceAll(' AND ', ' & ')
      .replaceAll(' OR ', ' | '),
  )
}

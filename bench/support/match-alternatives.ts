import type { Post } from '#kernel/post.ts'
import { factsMatch } from '#stream/matcher/naive.ts'
import { postFacts } from '#stream/matcher/post-facts.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { alternative } from './alternatives.ts'
import { costOf, figure, perCpuS } from './measure.ts'

const [naiveRules, naivePosts, batchPosts, batchRules] = [1000, 200, 1000, 300] as const

/**
 * What a user would do instead, on a sample of the same rules and posts, told for all rules: cost grows with their number,
 * so the rate of the sample is divided by their ratio ("extrapolated" in the line).
 */
export async function matchAlternatives(rules: readonly string[], posts: readonly Post[]): Promise<void> {
  await naive(rules, posts)
  await fullText(rules, posts)
  process.stderr.write('match: PostgreSQL full text and the re2 set are not measured by this benchmark yet\n')
}

async function naive(rules: readonly string[], posts: readonly Post[]): Promise<void> {
  const read = rules.slice(0, naiveRules).flatMap((text) => {
    const parsed = parseRule(text)
    return parsed.ok ? [parsed.rule] : []
  })
  const cost = await costOf(() => {
    for (const post of posts.slice(0, naivePosts)) {
      const facts = postFacts(post)
      for (const rule of read) factsMatch(rule, facts)
    }
  })
  const ratio = rules.length / read.length
  const extrapolated = { rules: read.length, posts: naivePosts }
  const rate = perCpuS(naivePosts / ratio, cost)
  figure({
    bench: 'match',
    what: `every rule asked, ${rules.length} rules`,
    postsPerCpuS: rate,
    extrapolated,
  })
}

type Statement = { all(values: string[]): unknown[] }
type Database = { run(sql: string, values?: string[]): unknown; prepare(sql: string): Statement }

/** SQLite FTS5: a batch of posts is indexed, then each rule is put to it; words, phrases, AND, OR and NOT only. */
async function fullText(rules: readonly string[], posts: readonly Post[]): Promise<void> {
  const sqlite = alternative('node-sqlite3-wasm')
  if (!hasDatabase(sqlite)) return
  const database = new sqlite.Database(':memory:')
  database.run('CREATE VIRTUAL TABLE posts USING fts5(text)')
  const queries = rules
    .slice(0, batchRules * 3)
    .flatMap((rule) => queryFor(rule))
    .slice(0, batchRules)
  const indexing = await costOf(() => {
    database.run('BEGIN')
    for (const post of posts.slice(0, batchPosts)) database.run('INSERT INTO posts VALUES (?)', [post.text])
    database.run('COMMIT')
  })
  const asked = database.prepare('SELECT rowid FROM posts WHERE posts MATCH ?')
  const asking = await costOf(() => {
    for (const query of queries) asked.all([query])
  })
  const cpuS = indexing.cpuS + (asking.cpuS * rules.length) / queries.length
  const extrapolated = { rules: queries.length, posts: batchPosts }
  const what = `SQLite FTS5 in batches of ${batchPosts}, ${rules.length} rules`
  figure({ bench: 'match', what, postsPerCpuS: perCpuS(batchPosts, { cpuS, wallS: 0 }), extrapolated })
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

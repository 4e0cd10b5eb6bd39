import { z } from 'zod'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import { fileLines } from '#networks/replay/lines.ts'
import { nativeId } from '#networks/replay/record.ts'
import { readAllPosts, type FileCounts } from '#networks/replay/replay.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { refusalSentence } from '#stream/rules/refusals.ts'

const RuleLine = z.object({ id: z.union([z.string(), z.number()]).transform(String), rule: z.string() })

/** `bellwether match`: which posts of a file fit which rules of another. */
export const matchCommand = command({
  name: 'match',
  summary: {
    en: 'Match a file of posts against a file of rules',
    fr: 'Confronter un fichier de messages à un fichier de règles',
  },
  arguments: z.object({}),
  flags: z.object({
    rules: z.string().meta({
      en: 'JSON lines: {"id":"r1","rule":"flood OR \\"high water\\""}',
      fr: 'Lignes JSON : {"id":"r1","rule":"crue OR inondation"}',
    }),
    posts: z
      .string()
      .meta({ en: 'JSON lines: {"id":"p1","text":"…"}', fr: 'Lignes JSON : {"id":"p1","text":"…"}' }),
  }),
  examples: ['match --rules rules.jsonl --posts posts.jsonl'],
  run: async ({ flags, out }) => {
    const matcher = new Matcher()
    const refused = await addRules(matcher, flags.rules, out)
    const counts: FileCounts = { posts: 0, undated: 0, misdated: 0, refused: {} }
    for await (const post of readAllPosts(flags.posts, counts)) {
      if (out.signal.aborted) break
      const id = nativeId(post.id)
      for (const rule of matcher.match(post).toSorted()) await out.json({ post: id, rule })
    }
    const unread = Object.entries(counts.refused)
    for (const [why, count] of unread)
      out.note({ en: `${count} lines could not be read: ${why}`, fr: `${count} lignes illisibles : ${why}` })
    return refused > 0 ? 1 : 0
  },
})

/** Adds every rule that can be used; says of the others which and why. Returns how many were refused. */
async function addRules(matcher: Matcher, file: string, out: Out): Promise<number> {
  let refused = 0
  for await (const line of fileLines(file)) {
    if (line.kind !== 'line') {
      refused += 1
      out.note(`${file}:${line.n}: ${line.why}`)
      continue
    }
    if (line.text.trim() === '') continue
    if (!addRule(matcher, line.text, `${file}:${line.n}`, out)) refused += 1
  }
  return refused
}

function addRule(matcher: Matcher, text: string, at: string, out: Out): boolean {
  const read = readRuleLine(text)
  if (read === undefined) {
    out.note({
      en: `${at}: not a rule. Write {"id":"…","rule":"…"}.`,
      fr: `${at} : pas une règle. Écrivez {"id":"…","rule":"…"}.`,
    })
    return false
  }
  if (matcher.has(read.id)) {
    out.note({
      en: `${read.id}: this id is used twice; the first rule stands.`,
      fr: `${read.id} : identifiant utilisé deux fois ; la première règle reste.`,
    })
    return false
  }
  const parsed = parseRule(read.rule)
  if (parsed.ok) {
    matcher.add(read.id, parsed.rule)
    return true
  }
  for (const refusal of parsed.refusals) out.note(`${read.id}: ${refusalSentence(refusal, out.locale)}`)
  return false
}

function readRuleLine(text: string): z.infer<typeof RuleLine> | undefined {
  try {
    const read = RuleLine.safeParse(JSON.parse(text))
    return read.success ? read.data : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

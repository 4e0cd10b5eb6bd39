import { z } from 'zod'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import type { Post } from '#kernel/post.ts'
import { wallClock } from '#kernel/time.ts'
import type { Reader } from '#networks/contract.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { refusalSentence } from '#stream/rules/refusals.ts'
import { configFlags } from '#app/config-flags.ts'
import { readConfig } from '#app/read-config.ts'
import { logTo } from '#app/log-lines.ts'
import { planSources } from '#app/plan-sources.ts'

/** `bellwether watch RULE`: prints posts that fit a rule as they are heard, without a desk. */
export const watchCommand = command({
  name: 'watch',
  summary: {
    en: 'Print posts that fit a rule, as they come',
    fr: 'Afficher les messages qui répondent à une règle',
  },
  arguments: z.object({
    rule: z.string().meta({ en: 'The rule, in quotes', fr: 'La règle, entre guillemets' }),
  }),
  flags: configFlags,
  examples: ['watch "flood OR \\"high water\\" -movie"'],
  run: async ({ arguments: { rule }, flags, out }) => {
    const parsed = parseRule(rule)
    if (!parsed.ok) {
      for (const refusal of parsed.refusals) out.note(refusalSentence(refusal, out.locale))
      return 1
    }
    const config = await readConfig(flags, out)
    if (config === undefined) return 2
    const matcher = new Matcher()
    matcher.add('rule', parsed.rule)
    const plan = await planSources({
      wishes: config.sources,
      speed: config.speed,
      clock: wallClock,
      allowPrivateNetworks: config.allowPrivateNetworks,
      blueskyApi: config.blueskyApi,
    })
    if (plan.note !== undefined) out.note(plan.note)
    await Promise.all(plan.readers.map((reader) => printMatches(reader, matcher, out)))
    return 0
  },
})

async function printMatches(reader: Reader, matcher: Matcher, out: Out): Promise<void> {
  for await (const heard of reader.read({ clock: wallClock, log: logTo(out), signal: out.signal })) {
    if (heard.kind === 'state' && heard.why !== undefined)
      out.note(`${reader.label}: ${heard.state}, ${heard.detail ?? heard.why}`)
    if (heard.kind !== 'posts') continue
    for (const post of heard.posts) if (matcher.match(post).length > 0) await print(post, out)
  }
}

async function print(post: Post, out: Out): Promise<void> {
  if (out.isJson) return out.json(post)
  const at = new Date(post.atMs).toISOString().slice(11, 16)
  const who = post.author?.handle ?? post.author?.name ?? post.network
  out.line(`${at} UTC  @${who}  ${post.text.replaceAll(/\s+/gu, ' ')}`)
}

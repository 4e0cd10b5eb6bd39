import { parentPort } from 'node:worker_threads'
import { assert } from '#kernel/assert.ts'
import { languageOf } from '#language/language-id.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import type { FromMatcher, ToMatcher } from '#listening/workers/protocol.ts'

/** A thread that holds every rule and says which posts of a batch fit which. */
const port = parentPort
assert(port !== null, 'a match worker runs as a thread')
const matcher = new Matcher()

function setRule(id: string, text: string): void {
  const parsed = parseRule(text)
  assert(parsed.ok, `the rule of watch ${id} was checked before it was saved`)
  if (matcher.has(id)) matcher.remove(id)
  matcher.add(id, parsed.rule)
}

function answer(message: ToMatcher): FromMatcher | undefined {
  if (message.kind === 'rules') {
    for (const id of message.removed) matcher.remove(id)
    for (const { id, rule } of message.set) setRule(id, rule)
    return undefined
  }
  const langs = message.posts.map((post) => languageOf(post.text, post.lang).lang)
  const watches = message.posts.map((post, i) =>
    matcher.match(post.lang === undefined ? { ...post, lang: langs[i] ?? 'und' } : post),
  )
  return { kind: 'matched', batch: message.batch, watches, langs }
}

port.on('message', (message: ToMatcher) => {
  const said = answer(message)
  if (said !== undefined) port.postMessage(said)
})

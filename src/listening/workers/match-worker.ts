import { parentPort } from 'node:worker_threads'
import { assert } from '#kernel/assert.ts'
import { createLanguageReader } from '#language/language-id.ts'
import { createTextReader, type TextReader } from '#language/reading.ts'
import { TextScan } from '#language/scan.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import type { RuledPost } from '#stream/matcher/ruled-post.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { postReading } from '#listening/post-reading.ts'
import { unpackPosts } from '#listening/workers/packed-posts.ts'
import type { FromMatcher, NumberedRule, ToMatcher } from '#listening/workers/protocol.ts'

/** A thread that holds every rule and says which posts of a batch fit which. */
const port = parentPort
assert(port !== null, 'a match worker runs as a thread')
const matcher = new Matcher()
const scan = new TextScan()
const languages = createLanguageReader()
/** What the host calls each rule by. */
const numbers = new Map<string, number>()
/** Made when the first post is kept: a thread that only counts need not load the weights. */
let reader: TextReader | undefined

function setRule({ id, rule, number }: NumberedRule): void {
  const parsed = parseRule(rule)
  assert(parsed.ok, `the rule of watch ${id} was checked before it was saved`)
  matcher.add(id, parsed.rule)
  numbers.set(id, number)
}

function removeRule(id: string): void {
  matcher.remove(id)
  numbers.delete(id)
}

function answer(message: ToMatcher): FromMatcher | undefined {
  if (message.kind === 'rules') {
    for (const id of message.removed) removeRule(id)
    for (const rule of message.set) setRule(rule)
    return undefined
  }
  const reading: Reading = { counts: [], rules: [], langs: [], readings: [] }
  for (const post of unpackPosts(message.posts)) readInto(reading, post)
  const { langs, readings } = reading
  const [counts, rules] = [new Int32Array(reading.counts), new Int32Array(reading.rules)]
  return { kind: 'matched', batch: message.batch, counts, rules, langs, readings }
}

type Reading = Pick<FromMatcher, 'langs' | 'readings'> & { counts: number[]; rules: number[] }

const found: string[] = []

/** One scan of the text serves its language, every rule, and the heads. */
function readInto(reading: Reading, post: RuledPost): void {
  scan.read(post.text)
  const language = languages.read(scan, post.lang)
  post.lang ??= language.lang
  const count = matcher.matchInto(post, scan, found)
  for (let at = 0; at < count; at++) reading.rules.push(numbers.get(found[at] ?? '') ?? -1)
  const isKept = count > 0 || post.author?.kind === 'media'
  reading.counts.push(count)
  reading.langs.push(language.lang)
  reading.readings.push(
    isKept ? postReading((reader ??= createTextReader()).readAs(scan, language)) : undefined,
  )
}

port.on('message', (message: ToMatcher) => {
  const said = answer(message)
  if (said !== undefined) port.postMessage(said)
})

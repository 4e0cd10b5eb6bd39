import { parentPort } from 'node:worker_threads'
import { assert } from '#kernel/assert.ts'
import type { Post } from '#kernel/post.ts'
import { createLanguageReader } from '#language/language-id.ts'
import { createTextReader, type TextReader } from '#language/reading.ts'
import { TextScan } from '#language/scan.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { postReading } from '#listening/post-reading.ts'
import type { FromMatcher, ToMatcher } from '#listening/workers/protocol.ts'

/** A thread that holds every rule and says which posts of a batch fit which. */
const port = parentPort
assert(port !== null, 'a match worker runs as a thread')
const matcher = new Matcher()
const scan = new TextScan()
const languages = createLanguageReader()
/** Made when the first post is kept: a thread that only counts need not load the weights. */
let reader: TextReader | undefined

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
  const matched: FromMatcher = { kind: 'matched', batch: message.batch, watches: [], langs: [], readings: [] }
  for (const post of message.posts) readInto(matched, post)
  return matched
}

/** One scan of the text serves its language, every rule, and the heads. */
function readInto(matched: FromMatcher, post: Post): void {
  scan.read(post.text)
  const language = languages.read(scan, post.lang)
  const watches = matcher.matchScanned(
    post.lang === undefined ? { ...post, lang: language.lang } : post,
    scan,
  )
  const isKept = watches.length > 0 || post.author?.kind === 'media'
  matched.watches.push(watches)
  matched.langs.push(language.lang)
  matched.readings.push(
    isKept ? postReading((reader ??= createTextReader()).readAs(scan, language)) : undefined,
  )
}

port.on('message', (message: ToMatcher) => {
  const said = answer(message)
  if (said !== undefined) port.postMessage(said)
})

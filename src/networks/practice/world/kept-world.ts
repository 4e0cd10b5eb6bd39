import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { VersionPoll } from '#kernel/version-content.ts'
import { nameOf } from '#networks/practice/world/town-server.ts'
import {
  practiceWorld,
  worldPostsMax,
  type PracticeWorld,
  type WorldChange,
  type WorldInside,
} from '#networks/practice/world/world.ts'

const Media = z.object({ sha256: z.string(), mediaType: z.string(), alt: z.string() })

const Change = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('post'),
    post: z.object({
      ...{ nativeId: z.string().min(1), account: z.string(), handle: z.string(), key: z.string().optional() },
      ...{
        text: z.string(),
        language: z.string(),
        media: z.array(Media),
        contentWarning: z.string().optional(),
      },
      ...{ replyTo: z.string().optional(), quoteOf: z.string().optional() },
      poll: VersionPoll.optional(),
      ...{ appearedMs: z.number(), claimedMs: z.number(), edits: z.number() },
    }),
  }),
  z.object({ kind: z.literal('gone'), id: z.string().min(1) }),
])

/**
 * A town that outlives the process, as a real network does: what was posted is in the file before anybody is answered, one change
 * a line. A line that a crash cut off is left out, and the file is written anew with what holds. One process at a time.
 *
 * @throws what the file system throws
 */
export function keptWorld(file: string): PracticeWorld {
  const world = practiceWorld()
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  for (const line of text.split('\n')) {
    const change = Change.safeParse(jsonOf(line))
    if (change.success) apply(world.inside, change.data)
  }
  world.inside.count = world.inside.posts.size + world.inside.takenBack.size // names go on where they were
  rewrite(file, world.inside)
  world.inside.onChange = (change) => appendFileSync(file, `${JSON.stringify(change)}\n`)
  return world
}

function apply({ posts, idOfKey, takenBack }: WorldInside, change: WorldChange): void {
  if (change.kind === 'gone') {
    posts.delete(change.id)
    takenBack.add(change.id)
    return
  }
  const { nativeId, account, key } = change.post
  posts.set(nativeId, change.post)
  if (key !== undefined) idOfKey.set(nameOf(account, key), nativeId)
}

/** The newest that are there, and which are gone: so the file does not grow from start to start. */
function rewrite(file: string, { posts, takenBack }: WorldInside): void {
  const changes: WorldChange[] = [
    ...[...takenBack].slice(-worldPostsMax).map((id) => ({ kind: 'gone' as const, id })),
    ...[...posts.values()].slice(-worldPostsMax).map((post) => ({ kind: 'post' as const, post })),
  ]
  writeFileSync(`${file}.new`, changes.map((change) => `${JSON.stringify(change)}\n`).join(''))
  renameSync(`${file}.new`, file)
}

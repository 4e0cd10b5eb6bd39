import { secondMs } from '#kernel/time.ts'
import type { ExistenceCheck, StillThere } from '#networks/contract.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { appClient, type AppAccess } from '#networks/x/wire/app-sign-in.ts'
import type { Meter } from '#networks/x/price.ts'
import { readAsApp } from '#networks/x/wire/read-as-app.ts'
import { nativeIdOf } from '#networks/x/posts/snowflake.ts'

/** `GET /2/tweets` takes 100 ids, 450 times in 15 minutes; we use a tenth. Each post shown is paid for. */
const atOnceMax = 100
const everyMs = 20 * secondMs

/**
 * Asks X whether posts are still there. Gone is what X does not find, or no longer shows to anybody; a post of an account that
 * is protected now is gone for us too.
 */
export function xStillThere(options: AppAccess & { meter?: Meter }): ExistenceCheck {
  const client = appClient(options)
  return {
    atOnceMax,
    everyMs,
    async ask(posts, needs) {
      const ids = posts.slice(0, atOnceMax).flatMap(({ id }) => nativeIdOf(id) ?? [])
      if (ids.length === 0) return { kind: 'answered', gone: [], unanswered: posts.length }
      if ((await options.meter?.spend('post-read', ids.length)) === 'over-budget')
        return { kind: 'failed', why: 'refused', detail: 'the budget for X is used up for this month' }
      const read = await readAsApp(client, { path: '/2/tweets', query: { ids: ids.join(',') } }, needs)
      return read.kind === 'read' ? answerOf(read.body, ids) : read
    },
  }
}

function answerOf(body: UnknownFields, ids: readonly string[]): StillThere {
  const shown = new Set(listOf(body, 'data').map((post) => textOf(fieldsOf(post), 'id')))
  const gone = new Set(listOf(body, 'errors', 1000).map(fieldsOf).flatMap(goneId))
  const asked = ids.filter((id) => !shown.has(id))
  return {
    kind: 'answered',
    gone: asked.filter((id) => gone.has(id)).map((id) => `x:${id}`),
    unanswered: asked.filter((id) => !gone.has(id)).length,
  }
}

/** Only these two problems are about the post itself. */
function goneId(error: UnknownFields | undefined): string[] {
  const isGone = /\/problems\/(?:resource-not-found|not-authorized-for-resource)$/.test(
    textOf(error, 'type') ?? '',
  )
  const id = textOf(error, 'resource_id') ?? textOf(error, 'value')
  return isGone && id !== undefined ? [id] : []
}

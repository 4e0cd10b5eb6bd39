import { expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { dayMs } from '#kernel/time.ts'
import { evidenceOf } from '#roles/reactions/evidence/evidence.ts'
import { workReactions } from '#roles/reactions/jobs.ts'
import { ada, openTestReactions } from '#roles/reactions/test-reactions.ts'

test('an announcement whose time is over is frozen by itself', async () => {
  const desk = await openTestReactions()
  try {
    const startedAt = new Date(desk.startedAtMs).toISOString()
    const made = await desk.reactions.create(
      { title: 'Over soon', text: '', watchIds: ['library'], startedAt, baselineDays: 1, reactionHours: 3 },
      { by: ada, mayWatch: false },
    )
    if (!made.ok) throw new Error(made.problem.en)
    desk.clock.nowMs += dayMs
    const { ground } = desk.reactions
    const worker = await workReactions({ store: ground.store, reactions: desk.reactions, log: silentLog })
    try {
      await expect.poll(() => evidenceOf(ground, made.value.id)).toMatchObject([{ why: 'window-over' }])
    } finally {
      await worker.stop()
    }
  } finally {
    await desk.close()
  }
}, 60_000)

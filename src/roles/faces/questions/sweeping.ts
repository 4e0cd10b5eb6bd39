import { dayMs, hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import { enqueue } from '#store/jobs.ts'
import { workJobs, type Worker } from '#store/work-jobs.ts'
import { questionLimits } from '#roles/faces/questions/contract.ts'
import type { QuestionsNeeds } from '#roles/faces/questions/ground.ts'
import type { QuestionTables } from '#roles/faces/questions/tables.ts'

const jobKind = 'faces-questions-sweep'

/** Empties what may not be kept any more, every hour, in one process of all. */
export async function workSweeping(needs: QuestionsNeeds): Promise<Worker> {
  const { store, log } = needs
  await enqueue(store, { kind: jobKind, payload: {}, key: 'one', attemptsMax: 1000 })
  return workJobs({
    ...{ store, log, kinds: [jobKind], leaseMs: 2 * minuteMs, pollMs: 30 * secondMs, atOnce: 1 },
    handle: async (job) => {
      // After a crash two may go round; the one that gave its key up ends here.
      if (job.key === undefined) return
      await sweepQuestions(needs)
      return { runAgainInMs: hourMs }
    },
  })
}

/** Empties words of the public that never became public here, a month after their session ended. How many there were stays known. */
export async function sweepQuestions({ store, clock }: QuestionsNeeds): Promise<number> {
  const db = store.db.withTables<QuestionTables>()
  const overSince = new Date(clock.nowMs() - questionLimits.keptDays * dayMs)
  const { numUpdatedRows } = await db
    .updateTable('questions')
    .set({ words: null, words_hash: null, asker: null, post_id: null, draft: null, lines: null })
    .where('state', 'in', ['new', 'drafted', 'set-aside', 'merged'])
    .where('answer', 'is', null)
    .where(({ or, eb }) => or([eb('words', 'is not', null), eb('post_id', 'is not', null)]))
    .where('session_id', 'in', (query) =>
      query.selectFrom('question_sessions').select('id').where('ends_at', '<', overSince),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

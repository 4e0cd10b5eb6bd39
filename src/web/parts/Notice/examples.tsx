import type { Example } from '#web/example.ts'
import { ProblemError } from '#web/client.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'

const problem = new ProblemError(500, {
  error: 'kit',
  en: 'The store does not answer. Nothing is lost.',
  fr: 'La base ne répond pas. Rien n’est perdu.',
})

/** Sentences that must not be missed. */
export const examples: readonly Example[] = [
  { name: 'To know', Draw: () => <Notice>Posts are kept for 30 days.</Notice> },
  { name: 'To look at', Draw: () => <Notice look="look">Mastodon cannot judge point_radius.</Notice> },
  { name: 'What went wrong', Draw: () => <ProblemNotice error={problem} onAgain={() => undefined} /> },
]

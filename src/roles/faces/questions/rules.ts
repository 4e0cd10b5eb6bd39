import type { QuestionState, SessionState } from '#roles/faces/questions/contract.ts'

/** When a session takes questions and answers them, epoch ms. */
export type Times = { opensMs: number; beginsMs: number; endsMs: number; isCancelled: boolean }

/** Where a session stands at a moment. */
export function stateOf({ opensMs, beginsMs, endsMs, isCancelled }: Times, nowMs: number): SessionState {
  if (isCancelled) return 'cancelled'
  if (nowMs >= endsMs) return 'over'
  if (nowMs >= beginsMs) return 'live'
  return nowMs >= opensMs ? 'open' : 'announced'
}

/** Whether the public can ask now. */
export function takesQuestions(state: SessionState): boolean {
  return state === 'open' || state === 'live'
}

/** What may become of a question where it stands: an answer that is out is only withdrawn, or corrected by a draft. */
export const next: Readonly<Record<QuestionState, readonly QuestionState[]>> = {
  new: ['drafted', 'set-aside', 'merged'],
  drafted: ['drafted', 'answered', 'set-aside', 'merged', 'new'],
  answered: ['drafted', 'withdrawn'],
  'set-aside': ['new', 'drafted'],
  merged: ['new'],
  withdrawn: ['drafted'],
}

/** Whether a question may go from one state to another. */
export function mayBecome(from: QuestionState, to: QuestionState): boolean {
  return next[from].includes(to)
}

/** Letters and digits of a question, so that one pressed twice, or asked by many, is one. */
export function plainWords(words: string): string {
  return words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** An answer with the line of whoever answers, as one text: these bytes are approved, and stand on the page. */
export function signed(answer: string, line: string | undefined): string {
  return line === undefined ? answer : `${answer}\n\n${line}`
}

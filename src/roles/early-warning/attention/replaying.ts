import type { AttentionSettings } from '#roles/early-warning/attention/contract.ts'
import { attentionFor, type Decision, type Step, type Told } from '#roles/early-warning/attention/rules.ts'

/** A story that would have interrupted, and when. */
export type Would = { step: Step; atMs: number; decision: Extract<Decision, { decision: 'interrupts' }> }

/**
 * Which stories would have interrupted with these settings: the same rule the desk decides by, over what it told, in its order. What
 * waits for the end of quiet hours or for room in the budget is looked at again then, as on the day.
 *
 * @param steps every time a story was told, in any order
 */
export function replayBudget(
  steps: readonly Step[],
  settings: AttentionSettings & { timeZone: string },
): Would[] {
  const told = new Map<string, Told>()
  const waiting = new Map<string, { step: Step; untilMs: number }>()
  const would: Would[] = []
  const done = new Set<string>()
  const decide = (step: Step, atMs: number): void => {
    const past = {
      told: [...told.values()],
      interrupted: would.map((one) => ({ storyId: one.step.storyId, atMs: one.atMs })),
    }
    const decision = attentionFor({ ...step, atMs }, past, settings)
    waiting.delete(step.storyId)
    if (decision.decision === 'interrupts') {
      done.add(step.storyId)
      would.push({ step, atMs, decision })
    } else if ('untilMs' in decision) waiting.set(step.storyId, { step, untilMs: decision.untilMs })
  }
  const lookAgain = (beforeMs: number): void => {
    for (;;) {
      const [next] = [...waiting.values()]
        .filter((one) => one.untilMs <= beforeMs)
        .toSorted((a, b) => a.untilMs - b.untilMs || b.step.score - a.step.score)
      if (next === undefined) return
      decide(next.step, next.untilMs)
    }
  }
  for (const step of steps.toSorted((a, b) => a.atMs - b.atMs)) {
    lookAgain(step.atMs)
    const known = told.get(step.storyId)
    told.set(step.storyId, {
      storyId: step.storyId,
      firstAtMs: known?.firstAtMs ?? step.atMs,
      score: Math.max(known?.score ?? -Infinity, step.score),
    })
    if (step.ended === true) waiting.delete(step.storyId)
    else if (!done.has(step.storyId)) decide(step, step.atMs)
  }
  return would
}

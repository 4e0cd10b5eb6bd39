/** How long somebody waited for an answer, or has waited so far. Seconds by the clock on the wall. */
export type Waited = { waitS: number; isAnswered: boolean }

/** What is known of some waits: how many, and which share had an answer by when. */
export type WaitFigures = {
  of: number
  answered: number
  /** Half of them had an answer so long after asking, and nine in ten; undefined: not yet, or it cannot be told. */
  halfS?: number
  nineTenthsS?: number
}

/** From `atS` on, this share had an answer. */
type Step = { atS: number; shareOf1: number }

/**
 * Which share had an answer by when, where some still wait. Whoever waits counts among those who could have been answered up to now, and
 * no longer: a question of this morning makes yesterday's answers look neither faster nor slower.
 *
 * @returns one step for each moment at which there was an answer, earliest first; shares only rise
 *
 * Source: product-limit estimate, Kaplan & Meier 1958; where an answer and the end of a wait fall together, the answer came first.
 */
export function answeredBy(waits: readonly Waited[]): Step[] {
  const inOrder = waits.toSorted((a, b) => a.waitS - b.waitS)
  const steps: Step[] = []
  let waiting = 1
  for (let at = 0; at < inOrder.length;) {
    const atS = inOrder[at]?.waitS ?? 0
    let to = at
    let answers = 0
    for (; inOrder[to]?.waitS === atS; to += 1) if (inOrder[to]?.isAnswered) answers += 1
    if (answers > 0) {
      waiting *= 1 - answers / (inOrder.length - at)
      steps.push({ atS, shareOf1: 1 - waiting })
    }
    at = to
  }
  return steps
}

/** When this share had an answer first; undefined when it never did. */
export function reached(steps: readonly Step[], shareOf1: number): number | undefined {
  // Products of fractions: half of six may come out a hair below a half.
  return steps.find((step) => step.shareOf1 >= shareOf1 - 1e-9)?.atS
}

/** Of all who asked: half, and nine in ten, had an answer within so long. */
export function waitsOfAll(waits: readonly Waited[]): WaitFigures {
  return figures(waits, 1)
}

/**
 * Of those who got an answer within a time: half, and nine in ten of them, had it within so long. Where not everything needs an answer.
 *
 * @param withinS who waited longer counts as not answered
 */
export function waitsOfAnswered(waits: readonly Waited[], withinS: number): WaitFigures {
  const cut = waits.map((one) => (one.waitS > withinS ? { waitS: withinS, isAnswered: false } : one))
  return figures(cut, answeredBy(cut).at(-1)?.shareOf1 ?? 0)
}

function figures(waits: readonly Waited[], of1: number): WaitFigures {
  const steps = answeredBy(waits)
  const answered = waits.filter(({ isAnswered }) => isAnswered).length
  if (answered === 0) return { of: waits.length, answered }
  const halfS = reached(steps, of1 / 2)
  const nineTenthsS = reached(steps, of1 * 0.9)
  return {
    ...{ of: waits.length, answered },
    ...(halfS === undefined ? {} : { halfS }),
    ...(nineTenthsS === undefined ? {} : { nineTenthsS }),
  }
}

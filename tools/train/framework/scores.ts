/** The class with the highest probability. */
export function best(row: readonly number[]): number {
  return row.indexOf(Math.max(...row))
}

/** Right and wrong of one class. */
type Counts = { right: number; said: number; true: number }

function countsOf(labels: readonly number[], said: readonly number[], classes: number): Counts[] {
  const counts = Array.from({ length: classes }, () => ({ right: 0, said: 0, true: 0 }))
  labels.forEach((label, at) => {
    const truth = counts[label]
    const guess = counts[said[at] ?? 0]
    if (truth) truth.true++
    if (guess) guess.said++
    if (truth && label === said[at]) truth.right++
  })
  return counts
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Accuracy, macro-recall, macro-F1 and each class's F1, in percent; classes that never occur are left out. */
export function scoresOf(
  labels: readonly number[],
  said: readonly number[],
  classes: number,
): { accuracy: number; macroRecall: number; macroF1: number; f1: number[] } {
  const counts = countsOf(labels, said, classes)
  const seen = counts.filter((each) => each.true > 0)
  const f1 = counts.map((each) => (200 * each.right) / Math.max(1, each.said + each.true))
  return {
    accuracy: (100 * counts.reduce((sum, each) => sum + each.right, 0)) / Math.max(1, labels.length),
    macroRecall: mean(seen.map((each) => (100 * each.right) / each.true)),
    macroF1: mean(f1.filter((_, at) => (counts[at]?.true ?? 0) > 0)),
    f1,
  }
}

/** Area under the ROC curve: how often a positive outranks a negative (ties count half). */
export function auc(scores: readonly number[], isPositive: readonly boolean[]): number {
  const order = scores.map((_, at) => at).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  let ranks = 0
  for (let from = 0; from < order.length;) {
    let to = from
    while (to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]) to++
    for (let at = from; at < to; at++) if (isPositive[order[at] ?? 0]) ranks += (from + to + 1) / 2
    from = to
  }
  const positives = isPositive.filter(Boolean).length
  const negatives = isPositive.length - positives
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

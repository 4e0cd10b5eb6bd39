/** How well classes were told apart; shares of 1, four digits. */
export type ClassScores = {
  accuracy: number
  /** Mean F1 of the classes that occur in the labels. */
  macroF1: number
  /** Mean recall of the same classes. */
  macroRecall: number
  perClass: Record<string, OneClass>
}

/**
 * Accuracy, macro-F1 and macro-recall over the classes that occur in the labels, as scikit-learn computes them (a class never said
 * has precision 0).
 *
 * @param labels the truth, one a row
 * @param said what was answered, in the same order
 */
export function classScores(labels: readonly string[], said: readonly string[]): ClassScores {
  const classes = [...new Set(labels)].sort()
  const counted = classes.map((name) => oneClass(name, labels, said))
  const mean = (values: readonly number[]): number =>
    rounded(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length))
  const right = labels.filter((label, at) => label === said[at]).length
  return {
    accuracy: rounded(right / Math.max(1, labels.length)),
    macroF1: mean(counted.map(({ f1 }) => f1)),
    macroRecall: mean(counted.map(({ recall }) => recall)),
    perClass: Object.fromEntries(
      classes.map((name, at) => [name, roundedAll(counted[at] ?? { n: 0, precision: 0, recall: 0, f1: 0 })]),
    ),
  }
}

type OneClass = { n: number; precision: number; recall: number; f1: number }

function oneClass(name: string, labels: readonly string[], said: readonly string[]): OneClass {
  const n = labels.filter((label) => label === name).length
  const answered = said.filter((each) => each === name).length
  const right = labels.filter((label, at) => label === name && said[at] === name).length
  return {
    n,
    precision: right / Math.max(1, answered),
    recall: right / Math.max(1, n),
    f1: (2 * right) / Math.max(1, n + answered),
  }
}

function roundedAll({ n, precision, recall, f1 }: OneClass): OneClass {
  return { n, precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) }
}

/**
 * Area under the ROC curve: how often a positive row is ranked above a negative one, ties counting half.
 *
 * @returns undefined when one of the two kinds does not occur
 */
export function rankingAuc(scores: readonly number[], isPositive: readonly boolean[]): number | undefined {
  const order = scores.map((score, at) => ({ score, at })).sort((a, b) => a.score - b.score)
  const positives = isPositive.filter(Boolean).length
  const negatives = isPositive.length - positives
  if (positives === 0 || negatives === 0) return undefined
  let rankSum = 0
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && order[to]?.score === order[from]?.score) to++
    const tied = order.slice(from, to).filter(({ at }) => isPositive[at] === true).length
    rankSum += (tied * (from + 1 + to)) / 2
    from = to
  }
  return rounded((rankSum - (positives * (positives + 1)) / 2) / (positives * negatives))
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000
}

import { emptyFeatures, readFeatures } from '#language/heads/features.ts'
import { type HeadName, headOf } from '#language/heads/heads.ts'
import { bucketWeights } from '#language/heads/idf.ts'
import { createPack, headProbabilities } from '#language/heads/pack.ts'
import { createInformativeReader } from '#language/informative.ts'
import { TextScan } from '#language/scan.ts'

/** A head by itself: the probability of each of its classes for a text. */
export type OneHead = { classes: readonly string[]; probabilities: (text: string) => number[] }

/** Loads one shipped head, to be measured without the others. The language of a text is not looked at. */
export function oneHead(name: HeadName): OneHead {
  const head = headOf(name)
  const pack = createPack([head], bucketWeights())
  const scan = new TextScan()
  const features = emptyFeatures()
  return {
    classes: head.classes,
    probabilities(text) {
      scan.read(text)
      readFeatures(scan, features)
      return headProbabilities(head, pack.score(scan, features), 0)
    },
  }
}

/** The probability that a text informs about an emergency: the head and the trees behind it, without the other heads. */
export function informativeAlone(): (text: string) => number {
  const pack = createPack([headOf('informative')], bucketWeights())
  const scan = new TextScan()
  const features = emptyFeatures()
  const informativeOf = createInformativeReader()
  return (text) => {
    scan.read(text)
    readFeatures(scan, features)
    return informativeOf(scan, pack.score(scan, features)[0] ?? 0)
  }
}

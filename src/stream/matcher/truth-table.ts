import { ask, ends } from '#stream/matcher/program.ts'
import { hasWhats } from '#stream/rules/rule.ts'

/** Most questions of a truth table: five give 32 answers, one number. */
export const questionsMax = 5

/** Rules that cannot be told within so many steps are judged by their program. */
const stepsMax = 16

/** Terms a post is known to hold when a rule is met. */
export type Held = { known: number; needed: number }

/**
 * What is left of a program once two terms are held, where that is little: questions, and for each way of answering them
 * whether the post fits, as bits (answer of question `i` is bit `i` of the place of the bit). No questions: every post
 * with these two terms fits. Undefined where more is left, or what only the program can ask.
 *
 * A question is the number of a term, or `~n` for bit `n` of `LazyFacts.bits`.
 */
export function truthTable(
  numbers: Int32Array,
  start: number,
  held: Held,
): { questions: number[]; answers: number } | undefined {
  if (surelyFits(numbers, start, held)) return { questions: [], answers: -1 }
  const questions = questionsOf(numbers, start, held)
  if (!questions || questions.length === 0) return undefined
  let answers = 0
  for (let place = 0; place < 1 << questions.length; place++) {
    const says = (step: number): boolean => {
      const rank = questions.indexOf(questionAt(numbers, step) ?? -1)
      return rank === -1 || ((place >>> rank) & 1) === 1
    }
    if (fitsBy(numbers, start, says)) answers |= 1 << place
  }
  return { questions, answers }
}

/** Whether every post that holds these two terms fits, whatever else it holds; false when unsure. */
function surelyFits(numbers: Int32Array, start: number, held: Held): boolean {
  let left = stepsMax
  const fits = (way: number): boolean => {
    if (way < 0) return way === ends.fits
    if (left-- <= 0) return false
    const step = start + way
    if (!fits(numbers[step + 2] ?? ends.fails)) return false
    return isHeld(numbers, step, held) || fits(numbers[step + 3] ?? ends.fails)
  }
  return fits(numbers[start] ?? ends.fails)
}

/** The questions that are still open, each once; undefined when there are too many, or some no table can hold. */
function questionsOf(numbers: Int32Array, start: number, held: Held): number[] | undefined {
  const found: number[] = []
  let left = stepsMax
  const visit = (way: number): boolean => {
    if (way < 0) return true
    const step = start + way
    if (left-- <= 0) return false
    if (isHeld(numbers, step, held)) return visit(numbers[step + 2] ?? ends.fails)
    const question = questionAt(numbers, step)
    if (question === undefined) return false
    if (!found.includes(question) && found.push(question) > questionsMax) return false
    return visit(numbers[step + 2] ?? ends.fails) && visit(numbers[step + 3] ?? ends.fails)
  }
  return visit(numbers[start] ?? ends.fails) ? found : undefined
}

function fitsBy(numbers: Int32Array, start: number, says: (step: number) => boolean): boolean {
  let way = numbers[start] ?? ends.fails
  while (way >= 0) {
    const step = start + way
    way = numbers[step + (says(step) ? 2 : 3)] ?? ends.fails
  }
  return way === ends.fits
}

function isHeld(numbers: Int32Array, step: number, { known, needed }: Held): boolean {
  const argument = numbers[step + 1]
  return numbers[step] === ask.term && (argument === known || argument === needed)
}

function questionAt(numbers: Int32Array, step: number): number | undefined {
  const argument = numbers[step + 1] ?? 0
  if (numbers[step] === ask.term) return argument
  if (numbers[step] === ask.has) return ~argument
  return numbers[step] === ask.is ? ~(hasWhats.length + argument) : undefined
}

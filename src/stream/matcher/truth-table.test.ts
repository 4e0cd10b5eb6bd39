import { expect, test } from 'vitest'
import { compiled } from '#stream/matcher/program.ts'
import { truthTable } from '#stream/matcher/truth-table.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { hasWhats } from '#stream/rules/rule.ts'

/** The program of a rule, and the numbers its words were given. */
function program(text: string): { numbers: Int32Array; words: Record<string, number> } {
  const read = parseRule(text)
  if (!read.ok) throw new Error(text)
  const words: Record<string, number> = {}
  const use = ({ first, second }: { first: string; second: string }): number =>
    (words[`${first} ${second}`.trim()] ??= Object.keys(words).length)
  return { numbers: Int32Array.from(compiled(read.rule, use)), words }
}

function tableOf(text: string, known: string, needed: string): ReturnType<typeof truthTable> {
  const { numbers, words } = program(text)
  return truthTable(numbers, 0, { known: words[known] ?? -1, needed: words[needed] ?? -1 })
}

test('a rule of two words asks nothing more once both are there', () => {
  expect(tableOf('flood water', 'flood', 'water')).toEqual({ questions: [], answers: -1 })
  expect(tableOf('(flood OR fire) water', 'fire', 'water')).toEqual({ questions: [], answers: -1 })
  expect(tableOf('(flood water) OR (fire smoke)', 'fire', 'smoke')).toEqual({ questions: [], answers: -1 })
})

test('what is left are questions with an answer for each way of answering them', () => {
  const { words } = program('flood water -road')
  expect(tableOf('flood water -road', 'flood', 'water')).toEqual({
    questions: [words['road']],
    answers: 0b01,
  })
  const reply = ~(hasWhats.length + 1)
  const media = ~hasWhats.indexOf('media')
  expect(tableOf('flood is:reply -has:media', 'flood', 'flood')).toEqual({
    questions: [reply, media],
    answers: 0b0010,
  })
  // The two of a branch not met are asked, because the post may fit by it.
  expect(tableOf('(flood -water) OR (fire smoke)', 'flood', 'flood')?.questions).toHaveLength(3)
})

test('what only the program can ask, and more than five questions, have no table', () => {
  expect(tableOf('flood lang:fr', 'flood', 'flood')).toBeUndefined()
  expect(tableOf('flood "a b c"', 'flood', 'flood')).toBeUndefined()
  expect(tableOf('flood -a -b -c -d -e', 'flood', 'flood')?.questions).toHaveLength(5)
  expect(tableOf('flood -a -b -c -d -e -f', 'flood', 'flood')).toBeUndefined()
  const many = Array.from({ length: 200 }, (_, at) => `w${at}`)
  expect(tableOf(many.join(' OR '), 'w199', 'w199')).toBeUndefined()
  expect(tableOf(many.join(' OR '), 'w3', 'w3')).toEqual({ questions: [], answers: -1 })
})

import { expect, test } from 'vitest'
import { errorsIn } from '#web/parts/Form/use-tries.ts'

test('what is wrong is told in the order of the fields, and what is right is not', () => {
  expect(errorsIn({ name: 'Say who', day: undefined, reason: 'Say why' })).toEqual([
    { name: 'name', text: 'Say who' },
    { name: 'reason', text: 'Say why' },
  ])
  expect(errorsIn({ name: undefined })).toEqual([])
  expect(errorsIn({})).toEqual([])
})

import { expect, test } from 'vitest'
import { silentLog } from './log.ts'

test('the silent log says nothing and gives nothing back', () => {
  expect(silentLog('error', 'a line', { count: 1 })).toBeUndefined()
})

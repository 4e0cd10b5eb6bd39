import { expect, test } from 'vitest'
import { sendingSaid } from '#app/commands/doctor-sending.ts'

const fine = { isSilent: false, lastAtMs: 1, overdueMs: 0 }

test('silence while something is due is wrong, and says for how long', () => {
  const said = sendingSaid({ ...fine, isSilent: true, overdueMs: 150_000 }, 3)
  expect(said).toMatchObject({ state: 'wrong' })
  expect(said.said.en).toContain('3 min')
  expect(said.said.fr).toContain('3 min')
})

test('what waits for somebody is to be looked at', () => {
  expect(sendingSaid(fine, 2)).toMatchObject({
    state: 'look',
    said: { en: expect.stringContaining('2 wait') },
  })
  expect(sendingSaid(fine, 0)).toMatchObject({ state: 'fine' })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lines } from '#networks/x/listen/lines.ts'

test('however bytes are cut, the same lines come out', () => {
  const text = '{"a":"é🚰"}\r\n\r\n{"b":1}\n'
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (cuts) => {
      const splitter = lines(1000)
      const bytes = Buffer.from(text)
      const found: string[] = []
      for (let at = 0, n = 0; at < bytes.length; n += 1) {
        const length = cuts[n % cuts.length] ?? 1
        found.push(...splitter.push(bytes.subarray(at, at + length)).lines)
        at += length
      }
      expect(found).toEqual(['{"a":"é🚰"}', '', '{"b":1}'])
    }),
  )
})

test('a line without end is dropped and counted once, and the next is read', () => {
  const splitter = lines(10)
  for (let n = 0; n < 100; n += 1) expect(splitter.push(Buffer.from('xxxx')).lines).toEqual([])
  expect(splitter.push(Buffer.from('x\nfine\n'))).toEqual({ lines: ['fine'], tooLong: 1 })
  expect(splitter.push(Buffer.from('1234567890\n12345678901\n'))).toEqual({
    lines: ['1234567890'],
    tooLong: 1,
  })
})

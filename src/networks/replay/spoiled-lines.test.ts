import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { decodeLine, fileDecoder } from '#networks/replay/decode.ts'
import { spoiled } from '../../../test/support/spoiled.ts'

function canBeKept(post: Post): void {
  Post.parse(post)
  expect(post.text.isWellFormed() && !post.text.includes('\0')).toBe(true)
}

test('a spoiled line is a post that can be kept, or refused with a reason', () => {
  const samples = [
    '{"id_str":"123","created_at":"Wed Nov 24 12:00:00 +0000 2026","text":"Brown water on Mill Lane","user":{"id_str":"7","screen_name":"river"},"lang":"en"}',
    '{"id":9007199254740993,"full_text":"RT @city: L\'eau monte","timestamp":1795521600000,"coordinates":{"type":"Point","coordinates":[-73.5,45.5]}}',
    '{"uri":"https://a.example/1","content":"The bridge","created_at":"2026-11-24T12:00:00Z","account":{"acct":"river@a.example"}}',
  ]
  fc.assert(
    fc.property(spoiled(samples), (bytes) => {
      const decoded = decodeLine(bytes, { n: 1 })
      if ('post' in decoded) canBeKept(decoded.post)
      else expect(decoded.refused).toMatch(/^[a-z-]+$/)
    }),
    { numRuns: 3000 },
  )
})

test('a spoiled table is read to its end', () => {
  const samples = [
    'id,created_at,text,user\n1,2026-11-24T12:00:00Z,"Brown water, again",river\n2,,"said ""no"" to\nall of it",mill\n',
    'tweet_id;date;message;lat;lon\n5;24/11/2026;eau brune;45,5;-73,5\n6;;;;\n',
  ]
  fc.assert(
    fc.property(spoiled(samples), (bytes) => {
      const decoder = fileDecoder()
      const lines = bytes.toString('utf8').split('\n')
      const told = lines.flatMap((text, at) =>
        decoder.next({ kind: 'line', n: at + 1, text, badEncoding: false }, {}),
      )
      for (const each of [...told, ...decoder.end({})]) if ('post' in each) canBeKept(each.post)
    }),
    { numRuns: 500 },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailAddress } from './address.ts'

test('addresses people have are read, names of other scripts as servers want them', () => {
  expect(mailAddress(' Jo.Public+alerts@City.Example ')).toMatchObject({
    ...{ text: 'Jo.Public+alerts@city.example', needsUtf8: false },
  })
  expect(mailAddress("o'neil@bücher.example")).toMatchObject({ text: "o'neil@xn--bcher-kva.example" })
  expect(mailAddress('用户@例え.jp')).toMatchObject({ text: '用户@xn--r8jz45g.jp', needsUtf8: true })
  expect(mailAddress('postmaster@localhost')).toMatchObject({ domain: 'localhost' })
})

test.each([
  'a@b@c.example',
  'a..b@c.example',
  '.a@c.example',
  'a@c..example',
  'a@-c.example',
  'a@c.example.',
  'a b@c.example',
])('%s is none', (text) => expect(mailAddress(text)).toBeUndefined())

test('whatever is written, nothing that means something to a mail server comes through', () => {
  const pieces = fc.constantFrom(
    'a',
    '@',
    '.',
    'b.example',
    '\r\n',
    '<',
    '>',
    ',',
    ';',
    ':',
    '"',
    '\\',
    '(',
    ' ',
    '\0',
    'é',
    '\u202e',
    '。',
  )
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 8 }).map((list) => list.join('')),
      (written) => {
        const address = mailAddress(written)
        if (address === undefined) return
        expect(address.text).not.toMatch(/[\s\p{Cc}<>,;:"\\()[\]]/u)
        expect(address.text.split('@')).toHaveLength(2)
        expect(address.domain).toMatch(/^[a-z0-9.-]+$/)
      },
    ),
  )
})

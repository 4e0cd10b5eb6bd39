import * as fc from 'fast-check'

const odd = [
  '"',
  '\\',
  '\\u0000',
  '{',
  '}',
  ']',
  ',',
  '\n',
  '<',
  '>',
  '&',
  '&#0;',
  ']]>',
  '<item>',
  '\0',
  '\u202E',
  '👩‍🚒',
  '1e999',
  '__proto__',
]
const put = fc.oneof(
  fc.constantFrom(...odd).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
)
const cut = fc.record({ at: fc.nat(), length: fc.oneof(fc.nat(8), fc.nat(400)), put })

/** For tests: valid bytes changed in up to five places, so that a decoder gets deep before it meets what is odd. */
export function spoiled(samples: readonly (string | Buffer)[]): fc.Arbitrary<Buffer> {
  return fc
    .record({ sample: fc.constantFrom(...samples), cuts: fc.array(cut, { minLength: 1, maxLength: 5 }) })
    .map(({ sample, cuts }) =>
      cuts.reduce((bytes, { at, length, put: odder }) => {
        const from = at % (bytes.length + 1)
        return Buffer.concat([bytes.subarray(0, from), odder, bytes.subarray(from + length)])
      }, Buffer.from(sample)),
    )
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { issuesMax, plainLanguage } from '#language/plain-language/plain-language.ts'

const kindsIn = (text: string, lang: 'en' | 'fr', jargon?: { term: string; plain: string }[]): string[] =>
  plainLanguage(text, lang, jargon).issues.map(({ kind, from, to }) => `${kind}: ${text.slice(from, to)}`)

describe('how hard a text is', () => {
  test('Flesch and Kincaid, worked out by hand', () => {
    // 2 sentences, 12 words, 8 + 10 syllables: 206.835 - 1.015 * 6 - 84.6 * 1.5 = 73.8; 0.39 * 6 + 11.8 * 1.5 - 15.59 = 4.45.
    const text = 'The council will repair the bridge. Please use another road until Friday.'
    expect(plainLanguage(text, 'en')).toMatchObject({ sentences: 2, wordCount: 12, ease: 74, grade: 4.5 })
  })

  test('Kandel and Moles, worked out by hand', () => {
    // 1 sentence, 5 words (l' counts with its noun), 8 syllables: 207 - 1.015 * 5 - 73.6 * 8 / 5 = 84.2.
    const read = plainLanguage('L’eau est coupée mardi matin.', 'fr')
    expect(read).toMatchObject({ sentences: 1, wordCount: 5, ease: 84 })
  })

  test('officialese is harder than its plain twin, in both languages', () => {
    const pairs = [
      [
        'en',
        'Notification is hereby given to residents that vehicular circulation will be prohibited pending the completion of remediation.',
        'You cannot drive here until we have fixed the road.',
      ],
      [
        'fr',
        'Il est porté à la connaissance des administrés que la circulation automobile est interdite jusqu’à l’achèvement des réparations.',
        'Vous ne pouvez pas rouler ici tant que la rue n’est pas sûre.',
      ],
    ] as const
    for (const [lang, hard, plain] of pairs) {
      expect(plainLanguage(hard, lang).ease).toBeLessThan(plainLanguage(plain, lang).ease - 30)
      expect(plainLanguage(hard, lang).grade).toBeGreaterThan(plainLanguage(plain, lang).grade + 4)
    }
  })

  test('shortened words, figures, initials and links end no sentence; lines do', () => {
    expect(plainLanguage('Mr. Doe of Elm St. paid 3.50 at 9 a.m. today.', 'en').sentences).toBe(1)
    expect(plainLanguage('M. Dupré habite av. des Ormes, au no. 12.', 'fr').sentences).toBe(1)
    expect(plainLanguage('See https://example.org/a.b. for more', 'en')).toMatchObject({
      sentences: 1,
      wordCount: 3,
    })
    expect(plainLanguage('Bring:\n- water\n- Shoes\n- 2 lamps', 'en').sentences).toBeGreaterThanOrEqual(3)
    expect(plainLanguage('one line that is broken\nby a mail program', 'en').sentences).toBe(1)
  })

  test('a text without words is easy and has no grade', () => {
    for (const text of ['', '   ', '🌊🌊', '!!!', 'https://example.org', '@council'])
      expect(plainLanguage(text, 'en')).toMatchObject({ ease: 100, grade: 0, sentences: 0, issues: [] })
  })
})

describe('what could be said more simply', () => {
  test('a sentence of 26 words is long, one of 25 is not', () => {
    const words = (count: number): string => `${Array.from({ length: count }, () => 'rain').join(' ')}.`
    expect(kindsIn(words(25), 'en')).toEqual([])
    const [issue] = plainLanguage(words(26), 'fr').issues
    expect(issue).toMatchObject({ kind: 'long-sentence', from: 0, to: words(26).length - 1 })
    expect(issue?.words.fr).toContain('26 mots')
  })

  test('passives are found by their form, states and reflexives are not', () => {
    expect(kindsIn('The form was not signed by the owner.', 'en')).toEqual(['passive: was not signed'])
    expect(kindsIn('Trees have been cut down and letters are being sent.', 'en')).toEqual([
      'passive: been cut',
      'passive: are being sent',
    ])
    expect(kindsIn('The road is closed and we are interested.', 'en')).toEqual([])
    expect(kindsIn('La demande est souvent refusée par la ville.', 'fr')).toEqual([
      'passive: est souvent refusée',
    ])
    expect(kindsIn('Elle est arrivée, elle s’est levée, la rue est fermée.', 'fr')).toEqual([])
  })

  test('two negatives in one clause are found, across a comma they are not', () => {
    expect(kindsIn('It is not uncommon here.', 'en')).toEqual(['double-negation: not uncommon'])
    expect(kindsIn('Do not go without water.', 'en')).toEqual(['double-negation: not go without'])
    expect(kindsIn('No, we are not closed.', 'en')).toEqual([])
    expect(kindsIn('I will not come, nobody will.', 'en')).toEqual([])
    expect(kindsIn('Ce n’est pas impossible.', 'fr')).toEqual(['double-negation: pas impossible'])
    expect(kindsIn('Ne partez pas sans lampe.', 'fr')).toEqual(['double-negation: pas sans'])
    expect(kindsIn('Il n’y a plus rien ni personne.', 'fr')).toEqual([])
  })

  test('long words are asked about, names are not', () => {
    expect(kindsIn('The reconfiguration of Llanfairpwllgwyngyll.', 'en')).toEqual([
      'long-word: reconfiguration',
    ])
  })

  test('the organization’s own jargon is found whole, in any case, with the plain word', () => {
    const jargon = [
      { term: 'right of way', plain: 'path' },
      { term: 'right', plain: '' },
      { term: 'Voirie', plain: 'rues' },
      { term: '', plain: 'nothing' },
    ]
    expect(kindsIn('The Right of Way is to the right.', 'en', jargon)).toEqual([
      'jargon: Right of Way',
      'jargon: right',
    ])
    const [issue] = plainLanguage('Le service de la voirie répond.', 'fr', jargon).issues
    expect(issue?.words).toEqual({
      en: 'Instead of “Voirie”, write “rues”.',
      fr: 'Au lieu de « Voirie », écrivez « rues ».',
    })
  })
})

describe('hostile texts', () => {
  const million = 60_000
  test.each([
    ['points', '.'.repeat(million)],
    ['new lines', '\n'.repeat(million)],
    ['ats', '@'.repeat(million)],
    ['one word', 'a'.repeat(million)],
    ['apostrophes', "l'".repeat(million / 2)],
    ['negations', 'not '.repeat(million / 4)],
    ['passives', 'is '.repeat(million / 3)],
    ['colons and spaces', ': '.repeat(million / 2)],
  ])('sixty kilobytes of %s are read', (_name, text) => {
    for (const lang of ['en', 'fr'] as const) {
      const read = plainLanguage(text, lang, [{ term: 'is is is', plain: '' }])
      expect(read.issues.length).toBeLessThanOrEqual(issuesMax)
      expect(read.ease).toBeGreaterThanOrEqual(0)
    }
  })

  test('issues always lie inside the text and figures within their limits', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(
          fc.constantFrom(
            'is',
            'not',
            'signed',
            'sans',
            '\u0000',
            '\ud800',
            'שלום',
            '🌊',
            '. ',
            '\n',
            'unusual',
            "l'eau",
          ),
        )
        .map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('en' as const, 'fr' as const), (given, lang) => {
        const { ease, grade, issues } = plainLanguage(given, lang, [{ term: '.*', plain: '$&' }])
        expect(ease >= 0 && ease <= 100 && grade >= 0 && grade <= 20).toBe(true)
        for (const { from, to } of issues) expect(from < to && to <= given.length).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

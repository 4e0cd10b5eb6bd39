import fc from 'fast-check'
import { expect, test } from 'vitest'
import { languageOf } from '#language/language-id.ts'

test.each([
  ['The water is rising on our street and the bridge is closed', 'en'],
  ['L’eau monte dans notre rue et le pont est fermé', 'fr'],
  ['El agua está subiendo en nuestra calle y el puente está cerrado', 'es'],
  ['川の水が道路まで来ています', 'ja'],
  // Languages the head has not learned stay what they are.
  ['Vattnet stiger på vår gata och bron är stängd idag', 'sv'],
  ['Vannet stiger i gaten vår og broen er stengt i dag', 'no'],
  ['Vandet stiger i vores gade og broen er lukket i dag', 'da'],
  ['L’aigua puja al nostre carrer i el pont està tancat', 'ca'],
  ['Apa crește pe strada noastră și podul este închis', 'ro'],
  ['Tumataas ang tubig sa aming kalye at sarado ang tulay', 'tl'],
  ['آب در خیابان ما بالا می‌آید و پل بسته است', 'fa'],
])('%j is read as %s, whatever the app declared', (text, lang) => {
  expect(languageOf(text)).toEqual({ lang, sure: true })
  expect(languageOf(text, 'pl')).toEqual({ lang, sure: true })
})

test.each(['', 'ok', 'flood', '😀😀 !!!', '@city #flood https://town.example/crue/eau', '\uD800'])(
  '%j is too short to tell, so what was declared counts',
  (text) => {
    expect(languageOf(text)).toEqual({ lang: 'und', sure: false })
    expect(languageOf(text, 'und')).toEqual({ lang: 'und', sure: false })
    expect(languageOf(text, 'fr-CA')).toEqual({ lang: 'fr', sure: true })
    expect(languageOf(text, 'iw')).toEqual({ lang: 'he', sure: true })
  },
)

test('links and mentions do not decide the language', () => {
  const french = 'le pont est fermé ce matin'
  expect(languageOf(`@the_city_of_the_river ${french} https://the.example/this/is/english`).lang).toBe('fr')
})

test('any text gets an answer', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.option(fc.string(), { nil: undefined }),
      (text, declared) => {
        expect(languageOf(text, declared).lang).not.toBe('')
      },
    ),
  )
})

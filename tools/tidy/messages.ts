import { IntlMessageFormat } from 'intl-messageformat'
import type { Finding } from './syntax.ts'

/** Messages of one language: ICU text by key, nested as deep as the page likes. */
export type Messages = { readonly [key: string]: string | Messages }

/** Where English and French do not say the same: keys, arguments, empty texts, marks we do not use. */
export function checkMessages(english: Messages, french: Messages): Finding[] {
  const en = flat(english)
  const fr = flat(french)
  return [
    ...[...en.keys()].filter((key) => !fr.has(key)).map((key) => `fr.json: lacks ${key}`),
    ...[...fr.keys()].filter((key) => !en.has(key)).map((key) => `en.json: lacks ${key}`),
    ...[...en].flatMap(([key, text]) => checkText('en', key, text)),
    ...[...fr].flatMap(([key, text]) => checkText('fr', key, text)),
    ...[...en].flatMap(([key, text]) => checkArguments(key, text, fr.get(key))),
  ]
}

function flat(messages: Messages, before = ''): Map<string, string> {
  const entries = Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : [...flat(value, `${before}${key}.`)],
  )
  return new Map(entries)
}

function checkText(language: string, key: string, text: string): Finding[] {
  if (text.trim() === '') return [`${language}.json: ${key} is empty`]
  if (text.includes('!')) return [`${language}.json: ${key}: no exclamation marks`]
  const fault = readable(text, language)
  return fault === undefined ? [] : [`${language}.json: ${key}: ${fault}`]
}

function readable(text: string, language: string): string | undefined {
  try {
    new IntlMessageFormat(text, language).getAst()
    return undefined
  } catch (error) {
    return `cannot be read as an ICU message (${error instanceof Error ? error.message : String(error)})`
  }
}

function checkArguments(key: string, en: string, fr: string | undefined): Finding[] {
  if (fr === undefined || readable(en, 'en') || readable(fr, 'fr')) return []
  const asked = argumentsOf(new IntlMessageFormat(en, 'en').getAst())
  const given = argumentsOf(new IntlMessageFormat(fr, 'fr').getAst())
  const differs = [...asked]
    .filter((one) => !given.has(one))
    .concat([...given].filter((one) => !asked.has(one)))
  return differs.length === 0 ? [] : [`${key}: {${differs.join('}, {')}} stands in one language only`]
}

type Ast = ReturnType<IntlMessageFormat['getAst']>

/** Names of the arguments, also inside plurals and tags. */
function argumentsOf(ast: Ast): Set<string> {
  const names = new Set<string>()
  for (const element of ast) {
    // In FormatJS's tree, type 0 is plain text and 7 the number sign inside a plural.
    if (element.type !== 0 && element.type !== 7 && 'value' in element) names.add(element.value)
    const inner = 'options' in element ? Object.values(element.options).map(({ value }) => value) : []
    if ('children' in element) inner.push(element.children)
    for (const part of inner) for (const name of argumentsOf(part)) names.add(name)
  }
  return names
}

import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** X's own document; it stays where its terms let it be, and tests that want it say so when it is missing. */
const document = new URL('../../../../../shared/data/wire/x/openapi-2.167.json', import.meta.url)
/** Whether X's document is there to be held against. */
export const hasOpenApi = existsSync(document)
if (!hasOpenApi) console.warn(`SKIPPED: X's OpenAPI document, ${document.pathname} is not there`)

/** One call as it went over the wire. */
export type WireCall = {
  method: string
  url: URL
  contentType: string
  body: Buffer
  answer?: { status: number; contentType: string; json: unknown }
}

/** Holds calls against the document. Every sentence is one violation. */
export type OpenApiCheck = { violations(call: WireCall): string[] }

/** The check, or undefined where the document is missing. */
export const openApi: OpenApiCheck | undefined = hasOpenApi ? newCheck() : undefined

function newCheck(): OpenApiCheck {
  const spec = fieldsOf(JSON.parse(readFileSync(document, 'utf8'))) ?? {}
  // The document itself names an expansion twice in one list, which JSON Schema forbids.
  const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false, allErrors: true })
  ajv.addSchema(spec, 'x')
  const compiled = new Map<string, ValidateFunction>()
  const problems = (schema: unknown, value: unknown): string[] => {
    const key = JSON.stringify(schema)
    const validate = compiled.get(key) ?? ajv.compile(JSON.parse(key.replaceAll('"#/', '"x#/')) as object)
    compiled.set(key, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
  return { violations: (call) => violationsOf(spec, call, problems) }
}

type Problems = (schema: unknown, value: unknown) => string[]

function violationsOf(spec: UnknownFields, call: WireCall, problems: Problems): string[] {
  const name = `${call.method} ${call.url.pathname}`
  const operation = operationOf(spec, call)
  if (operation === undefined) return [`${name} is not in the document`]
  const found = [
    ...queryProblems(spec, operation, call.url, problems),
    ...bodyProblems(operation, call, problems),
    ...answerProblems(operation, call, problems),
  ]
  return found.map((problem) => `${name}: ${problem}`)
}

function operationOf(spec: UnknownFields, { method, url }: WireCall): UnknownFields | undefined {
  const paths = fieldsOf(spec['paths']) ?? {}
  // The exact path first: `/2/users/me` is also a `/2/users/{id}`.
  const fits = Object.keys(paths)
    .filter((path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(url.pathname))
    .toSorted((a, b) => a.split('{').length - b.split('{').length)
  for (const path of fits) {
    const operation = fieldsOf(fieldsOf(paths[path])?.[method.toLowerCase()])
    if (operation !== undefined) return operation
  }
  return undefined
}

function queryProblems(
  spec: UnknownFields,
  operation: UnknownFields,
  url: URL,
  problems: Problems,
): string[] {
  const parameters = new Map<string, UnknownFields>()
  const shared = fieldsOf(fieldsOf(spec['components'])?.['parameters']) ?? {}
  for (const one of listOf(operation, 'parameters').map(fieldsOf)) {
    const reference = textOf(one, '$ref')?.split('/').at(-1)
    const parameter = reference === undefined ? one : fieldsOf(shared[reference])
    if (parameter !== undefined && parameter['in'] === 'query')
      parameters.set(String(parameter['name']), parameter)
  }
  const found: string[] = []
  for (const [name, value] of url.searchParams) {
    const schema = fieldsOf(parameters.get(name)?.['schema'])
    if (schema === undefined) found.push(`?${name} is unknown`)
    else
      found.push(...problems(schema, readAs(schema, value)).map((problem) => `?${name}=${value}${problem}`))
  }
  for (const [name, { required }] of parameters)
    if (required === true && !url.searchParams.has(name)) found.push(`?${name} is missing`)
  return found
}

function readAs(schema: UnknownFields, value: string): unknown {
  if (schema['type'] === 'integer') return Number(value)
  if (schema['type'] === 'boolean') return value === 'true'
  return schema['type'] === 'array' ? value.split(',') : value
}

function bodyProblems(
  operation: UnknownFields,
  { contentType, body }: WireCall,
  problems: Problems,
): string[] {
  const request = fieldsOf(operation['requestBody'])
  if (request === undefined) return body.length === 0 ? [] : ['takes no body']
  const type = contentType.split(';')[0] ?? ''
  const schema = fieldsOf(fieldsOf(request['content'])?.[type])?.['schema']
  if (schema === undefined) return [`takes no ${type}`]
  const value: unknown =
    type === 'application/json' ? JSON.parse(body.toString('utf8')) : formOf(body, contentType)
  return problems(schema, value)
}

/** The fields of a form, its file as text; whole numbers are read as such. */
export function formOf(body: Buffer, contentType: string): Record<string, unknown> {
  const boundary = /boundary=(\S+)/.exec(contentType)?.[1] ?? ''
  const fields: Record<string, unknown> = {}
  for (const part of body.toString('latin1').split(`--${boundary}`)) {
    const [head, ...rest] = part.split('\r\n\r\n')
    const name = /name="(\w+)"/.exec(head ?? '')?.[1]
    const value = rest.join('\r\n\r\n').replace(/\r\n$/, '')
    if (name !== undefined) fields[name] = name === 'segment_index' ? Number(value) : value
  }
  return fields
}

function answerProblems(operation: UnknownFields, { answer }: WireCall, problems: Problems): string[] {
  if (answer === undefined) return []
  const responses = fieldsOf(operation['responses']) ?? {}
  const response = fieldsOf(responses[String(answer.status)] ?? responses['default'])
  if (response === undefined) return [`answers no ${answer.status}`]
  const schema = fieldsOf(fieldsOf(response['content'])?.[answer.contentType])?.['schema']
  if (schema === undefined) return [`answers ${answer.status} with no ${answer.contentType}`]
  return problems(schema, answer.json).map((problem) => `answer ${answer.status}${problem}`)
}

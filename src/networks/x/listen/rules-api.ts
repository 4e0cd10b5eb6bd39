import type { Clock } from '#kernel/time.ts'
import { cleanText } from '#networks/clean-text.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import type { XClient } from '#networks/x/wire/client.ts'
import { readAsApp, type AppFailed } from '#networks/x/wire/read-as-app.ts'

/** A rule as X keeps it. */
export type XRule = { id: string; value: string; tag?: string }

/** Why X does not take one rule. */
export type RuleError = { value: string; detail: string; isDuplicate: boolean }

type Needs = { clock: Clock; signal: AbortSignal }

const pageMax = 1000
/** A contract with PowerTrack may hold 250,000 rules. */
const pagesMax = 250

/** All rules of the app. */
export async function readRules(
  client: XClient,
  needs: Needs,
): Promise<{ kind: 'rules'; rules: XRule[] } | AppFailed> {
  const rules: XRule[] = []
  let page: string | undefined
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const query = { max_results: String(pageMax), pagination_token: page }
    const read = await readAsApp(client, { path: '/2/tweets/search/stream/rules', query }, needs)
    if (read.kind === 'failed') return read
    rules.push(...listOf(read.body, 'data', pageMax).flatMap(ruleOf))
    page = textOf(fieldsOf(read.body['meta']), 'next_token')
    if (page === undefined) return { kind: 'rules', rules }
  }
  return { kind: 'failed', why: 'too-long', detail: 'rules without end' }
}

function ruleOf(one: unknown): XRule[] {
  const fields = fieldsOf(one)
  const [id, value, tag] = [textOf(fields, 'id'), textOf(fields, 'value'), textOf(fields, 'tag')]
  return id === undefined || value === undefined ? [] : [{ id, value, ...(tag !== undefined && { tag }) }]
}

/** Adds or deletes rules, or only tries it. Rules X does not take are told one by one; the others are in force. */
export async function changeRules(
  client: XClient,
  body: { add: { value: string; tag: string }[] } | { delete: { ids: string[] } },
  needs: Needs,
  { dryRun = false } = {},
): Promise<{ kind: 'changed'; errors: RuleError[] } | AppFailed> {
  const query = dryRun ? { dry_run: 'true' } : {}
  const path = '/2/tweets/search/stream/rules'
  // Where no rule of a request was good, X answers 400 with the same list of errors.
  const read = await readAsApp(client, { method: 'POST', path, query, json: body, alsoReads: 400 }, needs)
  if (read.kind === 'failed') return read
  const errors = errorsIn(read.body)
  const isWholeRefused = errors.length === 0 && read.body['errors'] !== undefined
  return isWholeRefused
    ? { kind: 'failed', why: 'http-400', detail: cleanText(JSON.stringify(read.body['errors']), 300) }
    : { kind: 'changed', errors }
}

function errorsIn(body: UnknownFields | undefined): RuleError[] {
  return listOf(body, 'errors', 1000).flatMap((one) => {
    const error = fieldsOf(one)
    const value = textOf(error, 'value')
    if (value === undefined) return []
    const details = listOf(error, 'details').filter((detail) => typeof detail === 'string')
    const said =
      details.length > 0 ? details.join(' ') : (textOf(error, 'detail') ?? textOf(error, 'title') ?? '')
    const isDuplicate = /duplicate/i.test(`${textOf(error, 'title')} ${said}`)
    return [{ value, detail: cleanText(said, 500), isDuplicate }]
  })
}

import {
  fine,
  problem,
  type Asked,
  type Reply,
  type State,
} from '#networks/x/emulator/test-emulator-state.ts'

/** `GET /2/tweets/search/stream/rules`, in pages. */
export function listRules(state: State, { url }: Asked): Reply {
  const size = Number(url.searchParams.get('max_results') ?? 1000)
  const from = Number(url.searchParams.get('pagination_token') ?? 0)
  const data = state.rules.slice(from, from + size)
  const next = from + size
  const more = next < state.rules.length ? { next_token: String(next).padStart(16, '0') } : {}
  return fine({ ...(data.length > 0 && { data }), meta: { result_count: data.length, ...more } })
}

type RuleChange = { add?: { value: string; tag?: string }[]; delete?: { ids?: string[] } }

/** `POST /2/tweets/search/stream/rules`: rules that are no good are told one by one, the others are taken. */
export function changeRules(state: State, { body, url }: Asked): Reply {
  const change = JSON.parse(body.toString('utf8')) as RuleChange
  const isTrial = url.searchParams.get('dry_run') === 'true'
  if (change.delete !== undefined) {
    const ids = new Set(change.delete.ids)
    if (!isTrial) state.rules = state.rules.filter(({ id }) => !ids.has(id))
    return fine({ meta: { sent: 'now', summary: { deleted: ids.size, not_deleted: 0 } } })
  }
  const errors: unknown[] = []
  const data: State['rules'] = []
  for (const rule of change.add ?? []) {
    const why = state.rules.some(({ value }) => value === rule.value) ? 'DuplicateRule' : faultOf(rule.value)
    if (why !== undefined) errors.push(problem(400, 'invalid-request', why, { value: rule.value }).json)
    else data.push({ ...rule, id: String(9_000_000 + (state.sequence += 1)) })
  }
  if (!isTrial && state.rules.length + data.length > 1000)
    return problem(422, 'invalid-request', 'too many rules')
  if (!isTrial) state.rules.push(...data)
  const isNoneGood = data.length === 0 && errors.length > 0
  const list = { ...(data.length > 0 && { data }), ...(errors.length > 0 && { errors }) }
  // As the real one: 400 with the list where no rule was good.
  if (isNoneGood)
    return {
      status: 400,
      json: {
        type: 'https://api.x.com/2/problems/invalid-request',
        title: 'Invalid Request',
        detail: 'none',
        ...list,
      },
    }
  return fine({
    ...list,
    meta: { sent: 'now', summary: { created: data.length, not_created: errors.length } },
  })
}

const needsCompany = /^(?:-?(?:is|has|lang|sample):\S+\s*)+$/

/** Some of X's refusals: brackets that do not close, groups that are negated, words that cannot stand alone. */
function faultOf(value: string): string | undefined {
  if (value.length > 1024) return 'Rules must be 1024 characters or less'
  const depth = [...value].reduce((open, sign) => open + Number(sign === '(') - Number(sign === ')'), 0)
  if (depth !== 0) return 'no viable alternative at the end of input'
  if (value.includes('-(')) return 'Rule groups cannot be negated'
  return needsCompany.test(value) ? 'Rules must contain a standalone operator' : undefined
}

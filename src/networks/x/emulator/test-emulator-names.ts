import {
  fine,
  nobodyCalled,
  problem,
  type Asked,
  type Reply,
  type State,
} from '#networks/x/emulator/test-emulator-state.ts'

/** What the emulated X does when names are asked for. `unsaid`: names of which it says nothing at all. */
export type NamesState = {
  suspended: Set<string>
  unsaid: Set<string>
  /** Answered instead: 429 with the time, 402 without money, 403. */
  refuses?: 402 | 403 | 429
}

/** `GET /2/users/by`: those that there are, and a problem for each of the others. */
export function usersNamed(state: State, { url }: Asked): Reply {
  const { refuses, suspended, unsaid } = state.names
  if (refuses !== undefined) return refusal(refuses)
  const names = (url.searchParams.get('usernames') ?? '').split(',').filter((name) => !unsaid.has(name))
  const fields = new Set([
    'id',
    'name',
    'username',
    ...(url.searchParams.get('user.fields') ?? '').split(','),
  ])
  const data: object[] = []
  const errors: object[] = []
  for (const name of names) {
    const user = state.users.find(({ username }) => username.toLowerCase() === name.toLowerCase())
    if (suspended.has(name)) errors.push(suspendedUser(name))
    else if (user === undefined) errors.push(...nobodyCalled(name).errors)
    else data.push(Object.fromEntries(Object.entries(user).filter(([field]) => fields.has(field))))
  }
  return fine({ ...(data.length > 0 && { data }), ...(errors.length > 0 && { errors }) })
}

function suspendedUser(name: string): object {
  const { json } = problem(200, 'not-authorized-for-resource', `User has been suspended: [${name}].`, {
    ...{ resource_type: 'user', resource_id: name, value: name, parameter: 'usernames' },
  })
  return json as object
}

function refusal(status: 402 | 403 | 429): Reply {
  if (status === 402) return { status, json: { code: 402, message: 'No credits are left.' } }
  if (status === 403)
    return problem(403, 'not-authorized-for-resource', 'Not for this app.', { resource_type: 'user' })
  const resetS = Math.ceil(Date.now() / 1000) + 600
  return {
    ...{ status, json: { code: 88, message: 'Rate limit exceeded' } },
    headers: { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(resetS) },
  }
}

import { jsonOf } from '#kernel/json.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'
import type { XClient } from '#networks/x/wire/client.ts'
import { nothingDone, type NothingDone } from '#networks/call.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'
import type { Me } from '#networks/x/speak/summoned.ts'

/** Asks X who the account is. Nothing is changed by it, so nothing is `unknown`. */
export async function askMe(
  client: XClient,
  needs: SendingNeeds,
): Promise<{ kind: 'me'; me: Me } | NothingDone> {
  const answer = await client({ path: '/2/users/me' }, needs)
  if (answer.kind !== 'answer') return nothingDone(answer)
  const data = fieldsOf(fieldsOf(jsonOf(answer.body.toString('utf8')))?.['data'])
  const id = textOf(data, 'id')
  const handle = textOf(data, 'username')
  return isXId(id) && handle !== undefined && /^\w{1,50}$/.test(handle)
    ? { kind: 'me', me: { id, handle } }
    : { kind: 'wait', why: 'unreadable', detail: 'X did not say who the account is' }
}

import { liveGrants } from '#access/people/live-grants.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { HookKind, HookOutcome } from '#access/programs/hook-kinds.ts'
import { hookLimits } from '#access/programs/hook-rules.ts'
import { secretName, type HookGround } from '#access/programs/hooks.ts'
import { checkSignature, type Signed } from '#access/programs/signature.ts'
import { parseJson } from '#api/read-body.ts'
import { mayDo } from '#kernel/permission.ts'
import { hourMs } from '#kernel/time.ts'

/** What came of a delivery. `again`: it was received before, and nothing is done twice. */
export type Received = HookOutcome | 'again' | 'not-json' | 'unknown' | 'wrong' | 'late' | 'not-allowed'

type LiveHook = { id: string; name: string; makerId: string; kind: HookKind }

/** Takes in one delivery, when it was signed with the secret of that address a moment ago and never came before. */
export async function receive(ground: HookGround, hookId: string, signed: Signed): Promise<Received> {
  const nowMs = ground.people.clock.nowMs()
  const hook = await findHook(ground, hookId, nowMs)
  if (hook === undefined) return 'unknown'
  const secret = await ground.vault.get(secretName(hook.id))
  const checked = secret === undefined ? 'wrong' : checkSignature(secret, signed, nowMs)
  if (checked !== 'holds') return checked
  const body = parseJson(signed.body)
  return body.ok ? note(ground, hook, { id: signed.id ?? '', body: body.value, nowMs }) : 'not-json'
}

async function findHook(
  { people, kinds }: HookGround,
  id: string,
  nowMs: number,
): Promise<LiveHook | undefined> {
  const row = await people.db
    .selectFrom('hooks')
    .innerJoin('people', 'people.id', 'hooks.made_by')
    .select(['hooks.id', 'hooks.name', 'kind', 'made_by'])
    .where('hooks.id', '=', id)
    .where('ends_at', '>', new Date(nowMs))
    .where('ended_at', 'is', null)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  const kind = kinds.find((one) => one.kind === row?.kind)
  return row && kind && { id: row.id, name: row.name, makerId: row.made_by, kind }
}

/** Notes a delivery and takes it in, both or neither. The note comes first: of two at once the second finds it there. */
function note(
  { people }: HookGround,
  hook: LiveHook,
  o: { id: string; body: unknown; nowMs: number },
): Promise<Received> {
  return people.store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<PeopleTables>()
    if (!mayDo(await liveGrants(anyTx, hook.makerId), hook.kind.needs)) return 'not-allowed'
    const place = { hook_id: hook.id, delivery_id: o.id }
    const noted = await tx
      .insertInto('hook_deliveries')
      .values({ ...place, received_at: new Date(o.nowMs), outcome: 'taken' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('delivery_id')
      .executeTakeFirst()
    if (noted === undefined) return 'again'
    const outcome = await hook.kind.take(anyTx, { from: hook.name, body: o.body, nowMs: o.nowMs })
    await tx
      .updateTable('hook_deliveries')
      .set({ outcome })
      .where('hook_id', '=', hook.id)
      .where('delivery_id', '=', o.id)
      .execute()
    await tx
      .updateTable('hooks')
      .set({ used_at: new Date(o.nowMs - (o.nowMs % hourMs)) })
      .where('id', '=', hook.id)
      .execute()
    await tx
      .deleteFrom('hook_deliveries')
      .where('hook_id', '=', hook.id)
      .where('received_at', '<', new Date(o.nowMs - hookLimits.receivedMs))
      .execute()
    return outcome
  })
}

import { dayMs } from '#kernel/time.ts'
import type { Doer, FacesNeeds } from '#roles/faces/ground.ts'
import { actOnRota, noteRota, type Done, type RotaAct } from '#roles/faces/rota/changing.ts'
import { mayHandOver, takesOver } from '#roles/faces/rota/reading.ts'
import { nextAfter, stretchesOf, type Stretch } from '#roles/faces/rota/rules.ts'
import { readRota } from '#roles/faces/rota/store.ts'
import { ring } from '#roles/faces/ring.ts'

async function around(needs: FacesNeeds, { tx, nowMs }: RotaAct): Promise<Stretch[]> {
  const span = { fromMs: nowMs - 2 * dayMs, toMs: nowMs + 7 * dayMs }
  return stretchesOf(await readRota(tx, span, await needs.holidays()), span)
}

/** Leaves a note for whoever takes over; whoever comes next is told. */
export function handOver(needs: FacesNeeds, who: Doer, { text }: { text: string }): Promise<Done> {
  return actOnRota(needs, who, undefined, async (act) => {
    const { db, tx, me, nowMs } = act
    const stretches = await around(needs, act)
    if (!(await mayHandOver(tx, stretches, { personId: me.id, nowMs })))
      return { ok: false, why: 'not-allowed' }
    const id = needs.newId()
    await db
      .insertInto('rota_handovers')
      .values({ id, words: text, by_id: me.id, at: new Date(nowMs), taken_by: null, taken_at: null })
      .execute()
    const to = nextAfter(stretches, nowMs)
      .map(({ personId }) => personId)
      .filter((one) => one !== me.id)
    const title = { en: 'left a hand-over note for you', fr: 'vous a laissé une note de relève' }
    await ring(needs, tx, { to, by: me.name, title, path: '/directory/rota', nowMs })
    const facts = { what: 'note', text }
    await noteRota(act, who, { kind: 'duty-handed-over', subject: `handover:${id}`, facts })
    return { ok: true, value: true }
  })
}

/** Says that one has read a note and takes over: once, by somebody who is on or comes soon, and never by its writer. */
export function takeOver(needs: FacesNeeds, who: Doer, id: string): Promise<Done> {
  return actOnRota(needs, who, undefined, async (act) => {
    const { db, me, nowMs } = act
    const note = await db
      .selectFrom('rota_handovers')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (note === undefined) return { ok: false, why: 'no-such-note' }
    if (note.taken_by !== null) return { ok: false, why: 'taken-already' }
    if (note.by_id === me.id) return { ok: false, why: 'own-note' }
    if (!takesOver(await around(needs, act), { personId: me.id, nowMs }))
      return { ok: false, why: 'not-taking-over' }
    await db
      .updateTable('rota_handovers')
      .set({ taken_by: me.id, taken_at: new Date(nowMs) })
      .where('id', '=', id)
      .execute()
    await noteRota(act, who, {
      kind: 'duty-handed-over',
      subject: `handover:${id}`,
      facts: { what: 'taken-over' },
    })
    return { ok: true, value: true }
  })
}

import type { Kysely, Selectable } from 'kysely'
import { mayDo, type Grant } from '#kernel/permission.ts'
import { act, grantsNow, type Doer, type Moment, type Room } from '#roles/publishing/act.ts'
import type { Ruled } from '#roles/publishing/problems.ts'
import {
  TemplateForm,
  templateLimits,
  type Template,
  type TemplateChange,
  type TemplateList,
} from '#roles/publishing/templates/contract.ts'
import type { TemplateTables } from '#roles/publishing/templates/tables.ts'
import { storableJson } from '#store/storable.ts'

type Row = Selectable<TemplateTables['message_templates']>
type Asking = { personId: string; grants: readonly Grant[] }

/**
 * Messages kept to begin others from. Whoever may write in the lane may keep one; it is changed and taken out by whoever kept it, or
 * by somebody who may write and approve there, so that words the team relies on do not change under its hands.
 */
export class Templates {
  readonly #room: Room

  constructor(room: Room) {
    this.#room = room
  }

  /** All templates, by name. */
  async list(who: Doer): Promise<TemplateList> {
    const grants = await grantsNow(this.#room.store.db, who)
    const rows = await templateDb(this.#room.store.db)
      .selectFrom('message_templates')
      .selectAll()
      .orderBy('name')
      .limit(templateLimits.keptMax)
      .execute()
    const asking = { personId: who.personId, grants }
    return { templates: rows.map((row) => viewOf(row, asking)), mayKeep: mayDo(grants, 'write') }
  }

  /** Keeps one. */
  keep(who: Doer, { name, lane, texts }: TemplateForm): Promise<Ruled<Template>> {
    return act(this.#room, who, async (now): Promise<Ruled<Template>> => {
      if (!mayDo(now.grants, 'write', { lane })) return { ok: false, why: 'no-right-to-write' }
      const db = templateDb(now.tx)
      const { all } = await db
        .selectFrom('message_templates')
        .select(({ fn }) => fn.countAll<number>().as('all'))
        .executeTakeFirstOrThrow()
      if (all >= templateLimits.keptMax) return { ok: false, why: 'too-many-templates' }
      const at = new Date(now.nowMs)
      const row = await db
        .insertInto('message_templates')
        .values({
          ...{ id: this.#room.newId(), name, lane, texts: storableJson(texts), revision: 1 },
          ...{ kept_by_id: who.personId, kept_by: now.writer.shownName, made_at: at },
          ...{ changed_at: at, changed_by: now.writer.shownName },
        })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst()
      if (row === undefined) return { ok: false, why: 'template-known' }
      return { ok: true, value: viewOf(row, { personId: who.personId, grants: now.grants }) }
    })
  }

  /** Changes one as it was read at a revision. */
  change(who: Doer, id: string, change: TemplateChange): Promise<Ruled<Template>> {
    return this.#onHeld(who, id, async (row, now): Promise<Ruled<Template>> => {
      const { name, lane, texts, revision } = change
      if (row.revision !== revision) return { ok: false, why: 'changed-meanwhile' }
      if (!mayDo(now.grants, 'write', { lane })) return { ok: false, why: 'no-right-to-write' }
      const db = templateDb(now.tx)
      const other = await db
        .selectFrom('message_templates')
        .select('id')
        .where(({ fn, eb }) => eb(fn<string>('lower', ['name']), '=', name.toLowerCase()))
        .where('id', '<>', id)
        .executeTakeFirst()
      if (other !== undefined) return { ok: false, why: 'template-known' }
      const changed = await db
        .updateTable('message_templates')
        .set({
          ...{ name, lane, texts: storableJson(texts), revision: revision + 1 },
          ...{ changed_at: new Date(now.nowMs), changed_by: now.writer.shownName },
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow()
      return { ok: true, value: viewOf(changed, { personId: who.personId, grants: now.grants }) }
    })
  }

  /** Takes one out. Messages begun from it stay as they are. */
  remove(who: Doer, id: string): Promise<Ruled<undefined>> {
    return this.#onHeld(who, id, async (_row, now) => {
      await templateDb(now.tx).deleteFrom('message_templates').where('id', '=', id).execute()
      return { ok: true, value: undefined }
    })
  }

  #onHeld<T>(who: Doer, id: string, work: (row: Row, now: Moment) => Promise<Ruled<T>>): Promise<Ruled<T>> {
    return act(this.#room, who, async (now): Promise<Ruled<T>> => {
      const row = await templateDb(now.tx)
        .selectFrom('message_templates')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined) return { ok: false, why: 'no-such-template' }
      const may = mayChange(row, { personId: who.personId, grants: now.grants })
      return may ? work(row, now) : { ok: false, why: 'not-your-template' }
    })
  }
}

function templateDb(db: Kysely<unknown>): Kysely<TemplateTables> {
  return db.withTables<TemplateTables>()
}

function mayChange({ kept_by_id, lane }: Row, { personId, grants }: Asking): boolean {
  if (!mayDo(grants, 'write', { lane })) return false
  return kept_by_id === personId || mayDo(grants, 'approve', { lane })
}

function viewOf(row: Row, asking: Asking): Template {
  const { id, name, lane, revision, kept_by, changed_at, changed_by } = row
  return {
    ...{ id, name, lane, revision, by: kept_by, changedBy: changed_by },
    texts: TemplateForm.shape.texts.parse(row.texts),
    changedAt: changed_at.toISOString(),
    mayChange: mayChange(row, asking),
  }
}

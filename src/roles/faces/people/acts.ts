import type { Kysely } from 'kysely'
import { actorOf } from '#access/people/actor.ts'
import type { Words } from '#kernel/words.ts'
import { keepRecord } from '#records/records.ts'
import type { Doer, FacesNeeds, Ruled } from '#roles/faces/ground.ts'
import type { ConsentForm, Face, FaceProposal, MyFace } from '#roles/faces/people/contract.ts'
import { consentWording, Face as FaceSchema } from '#roles/faces/people/contract.ts'
import { endConsent } from '#roles/faces/people/ending.ts'
import { readMine } from '#roles/faces/people/mine.ts'
import type { FaceRefusal } from '#roles/faces/people/problems.ts'
import { bylineFault, bylineOf, emptyAmong, nameFault, shownOf } from '#roles/faces/people/rules.ts'
import { holdPerson, takeSlug, type Held } from '#roles/faces/people/store.ts'
import type { FaceDb, FaceTables } from '#roles/faces/people/tables.ts'
import { ring } from '#roles/faces/ring.ts'

type Done<T> = Ruled<T, FaceRefusal>

/** Does something as somebody who is here, and stays so until it is done. */
export function asOneOfUs<T>(
  needs: FacesNeeds,
  who: Doer,
  work: (at: { db: FaceDb; tx: Kysely<unknown>; me: Held; nowMs: number }) => Promise<Done<T>>,
  how: 'alone' | 'shared' = 'alone',
): Promise<Done<T>> {
  return needs.store.inTransaction(async (tx) => {
    const db = tx.withTables<FaceTables>()
    const me = await holdPerson(db, who.personId, how)
    if (me === undefined) return { ok: false, why: 'no-such-person' }
    return work({ db, tx, me, nowMs: needs.clock.nowMs() })
  })
}

/** Keeps what somebody writes of themself. Nothing is shown by it: what is shown stays what was agreed to. */
export function writeFace(
  needs: FacesNeeds,
  who: Doer,
  o: { revision: number; face: Face },
): Promise<Done<MyFace>> {
  return asOneOfUs(needs, who, async ({ db, tx, me, nowMs }) => {
    const fault = faultIn(o.face)
    if (fault !== undefined) return { ok: false, ...fault }
    const { photo } = o.face
    if (photo !== undefined && (await needs.files.find(tx, photo.sha256)) === undefined)
      return { ok: false, why: 'photo-gone', field: 'photo' }
    const known = await db
      .selectFrom('faces')
      .select('revision')
      .where('person_id', '=', me.id)
      .executeTakeFirst()
    if ((known?.revision ?? 0) !== o.revision) return { ok: false, why: 'changed' }
    const row = { face: JSON.stringify(o.face), revision: o.revision + 1, changed_at: new Date(nowMs) }
    await db
      .insertInto('faces')
      .values({ person_id: me.id, ...row })
      .onConflict((known) => known.column('person_id').doUpdateSet(row))
      .execute()
    return { ok: true, value: await readMine(tx, me.id) }
  })
}

function faultIn({ name, byline }: Face): { why: FaceRefusal; field: string } | undefined {
  const wrong = nameFault(name)
  if (wrong !== undefined) return { why: wrong, field: 'name' }
  for (const language of ['en', 'fr'] as const) {
    const fault = byline && bylineFault(byline[language])
    if (fault !== undefined) return { why: fault, field: `byline.${language}` }
  }
  return undefined
}

/**
 * The act of consent, by the person and nobody else: what they wrote, at the revision they looked at, is shown from now on, in these
 * fields and for these purposes. It takes the place of what stood before.
 */
export function giveConsent(needs: FacesNeeds, who: Doer, form: ConsentForm): Promise<Done<MyFace>> {
  return asOneOfUs(needs, who, async ({ db, tx, me, nowMs }) => {
    const written = await db.selectFrom('faces').selectAll().where('person_id', '=', me.id).executeTakeFirst()
    if (written === undefined) return { ok: false, why: 'nothing-written' }
    if (written.revision !== form.revision) return { ok: false, why: 'changed' }
    const face = FaceSchema.parse(written.face)
    const fields = [...new Set(form.fields)]
    const purposes = [...new Set(form.purposes)]
    if (!fields.includes('name')) return { ok: false, why: 'no-name', field: 'name' }
    const [empty] = emptyAmong(face, fields)
    if (empty !== undefined) return { ok: false, why: 'field-empty', field: empty }
    const before = await endConsent(tx, { personId: me.id, how: 'replaced', by: me.id, nowMs })
    const wording = consentWording(fields, purposes)
    const slug = purposes.includes('page') ? await takeSlug(db, { personId: me.id, name: face.name }) : null
    const shown = shownOf(face, { fields, purposes })
    const id = needs.newId()
    await db
      .insertInto('face_consents')
      .values({
        ...{ id, person_id: me.id, fields, purposes, slug, given_at: new Date(nowMs) },
        ...{ wording: JSON.stringify(wording), shown: JSON.stringify(shown) },
      })
      .execute()
    await db.deleteFrom('face_proposals').where('person_id', '=', me.id).execute()
    // The line under messages that are not out was agreed to as it was: another one is chosen anew.
    if (
      before?.line !== undefined &&
      !isSameLine(before.line, purposes.includes('byline') ? bylineOf(shown) : undefined)
    )
      await needs.bylineEnded(tx, me.id)
    const facts = {
      consent: id,
      name: me.name,
      fields,
      purposes,
      wording,
      takesThePlaceOf: before?.id ?? null,
    }
    await keepRecord(
      tx,
      { kind: 'face-consent-given', by: actorOf(who), subject: `person:${me.id}`, facts },
      nowMs,
    )
    return { ok: true, value: await readMine(tx, me.id) }
  })
}

/** Ends one's own consent. From the moment this returns nothing of it is shown. */
export function endMine(needs: FacesNeeds, who: Doer): Promise<Done<MyFace>> {
  return asOneOfUs(needs, who, async ({ tx, me, nowMs }) => {
    const ended = await endConsent(tx, { personId: me.id, how: 'self', by: me.id, nowMs })
    if (ended === undefined) return { ok: false, why: 'nothing-stands' }
    if (ended.line !== undefined) await needs.bylineEnded(tx, ended.personId)
    const facts = { consent: ended.id, name: me.name, purposes: ended.purposes, reason: null }
    await keepRecord(
      tx,
      { kind: 'face-consent-ended', by: actorOf(who), subject: `person:${me.id}`, facts },
      nowMs,
    )
    return { ok: true, value: await readMine(tx, me.id) }
  })
}

/** Ends somebody else's consent for them, as an owner, with a reason. Giving one for them is not possible. */
export function endForSomebody(
  needs: FacesNeeds,
  who: Doer,
  o: { personId: string; reason: string },
): Promise<Done<true>> {
  return asOneOfUs(
    needs,
    who,
    async ({ db, tx, me, nowMs }) => {
      if (!me.is_owner) return { ok: false, why: 'only-owner' }
      if (me.id === o.personId) return { ok: false, why: 'is-me' }
      const person = await holdPerson(db, o.personId)
      if (person === undefined) return { ok: false, why: 'no-such-person' }
      const ended = await endConsent(tx, { personId: person.id, how: 'owner', by: me.id, nowMs })
      if (ended === undefined) return { ok: false, why: 'nothing-stands' }
      if (ended.line !== undefined) await needs.bylineEnded(tx, ended.personId)
      await ring(needs, tx, {
        to: [person.id],
        by: me.name,
        path: '/directory/me',
        title: {
          en: 'ended what you show the public. Nothing of you is shown now',
          fr: 'a mis fin à ce que vous montrez au public. Rien de vous n’est plus montré',
        },
        nowMs,
      })
      const facts = { consent: ended.id, name: person.name, purposes: ended.purposes, reason: o.reason }
      await keepRecord(
        tx,
        { kind: 'face-consent-ended', by: actorOf(who), subject: `person:${person.id}`, facts },
        nowMs,
      )
      return { ok: true, value: true }
    },
    'shared',
  )
}

function isSameLine(before: Words, after: Words | undefined): boolean {
  return before.en === after?.en && before.fr === after.fr
}

/** What an owner would like somebody to show: they are told, and take it up or leave it. Nothing changes by it. */
export function propose(
  needs: FacesNeeds,
  who: Doer,
  o: { personId: string; proposal: FaceProposal },
): Promise<Done<true>> {
  return asOneOfUs(
    needs,
    who,
    async ({ db, tx, me, nowMs }) => {
      if (!me.is_owner) return { ok: false, why: 'only-owner' }
      if (me.id === o.personId) return { ok: false, why: 'is-me' }
      const person = await holdPerson(db, o.personId)
      if (person === undefined) return { ok: false, why: 'no-such-person' }
      const row = { proposal: JSON.stringify(o.proposal), by_id: me.id, at: new Date(nowMs) }
      await db
        .insertInto('face_proposals')
        .values({ person_id: person.id, ...row })
        .onConflict((known) => known.column('person_id').doUpdateSet(row))
        .execute()
      await ring(needs, tx, {
        to: [person.id],
        by: me.name,
        path: '/directory/me',
        title: {
          en: 'proposes what you could show the public. You decide',
          fr: 'propose ce que vous pourriez montrer au public. La décision vous appartient',
        },
        nowMs,
      })
      return { ok: true, value: true }
    },
    'shared',
  )
}

/** Leaves a proposal be. */
export function leaveProposal(needs: FacesNeeds, who: Doer): Promise<Done<MyFace>> {
  return asOneOfUs(needs, who, async ({ db, tx, me }) => {
    await db.deleteFrom('face_proposals').where('person_id', '=', me.id).execute()
    return { ok: true, value: await readMine(tx, me.id) }
  })
}

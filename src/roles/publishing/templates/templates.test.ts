import { afterAll, beforeAll, expect, test } from 'vitest'
import { grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'
import { TemplateForm } from '#roles/publishing/templates/contract.ts'

let office: Awaited<ReturnType<typeof openOffice>>
const [wen, sam, ana, obs] = ['Wen', 'Sam', 'Ana', 'Obs'].map((name) => signedIn(name)) as [
  ReturnType<typeof signedIn>,
  ReturnType<typeof signedIn>,
  ReturnType<typeof signedIn>,
  ReturnType<typeof signedIn>,
]

beforeAll(async () => {
  office = await openOffice({
    Wen: [grant('write', { lane: 'normal' })],
    Sam: [grant('write', { lane: 'normal' })],
    Ana: [grant('write'), grant('approve')],
    Obs: [grant('read')],
  })
})
afterAll(() => office.store.close())

const form = (name: string, lane: TemplateForm['lane'] = 'normal'): TemplateForm => ({
  ...{ name, lane },
  texts: { en: '[Street] is closed until [time].', fr: '[Rue] est fermée jusqu’à [heure].' },
})

test('a template is kept in both languages, found by its name, and never twice by the same', async () => {
  const { templates } = office.publishing
  const kept = await templates.keep(wen, form('Road closed'))
  expect(kept).toMatchObject({ ok: true, value: { name: 'Road closed', by: 'Wen', revision: 1 } })
  expect(await templates.keep(sam, form('ROAD closed'))).toMatchObject({ why: 'template-known' })
  expect(await templates.keep(obs, form('Other'))).toMatchObject({ why: 'no-right-to-write' })
  expect(await templates.keep(wen, form('Flood', 'emergency'))).toMatchObject({ why: 'no-right-to-write' })
  await templates.keep(ana, form('Another'))
  const list = await templates.list(sam)
  expect(list.templates.map(({ name, mayChange }) => [name, mayChange])).toEqual([
    ['Another', false],
    ['Road closed', false],
  ])
  expect((await templates.list(wen)).templates[1]?.mayChange).toBe(true)
  expect((await templates.list(obs)).mayKeep).toBe(false)
})

test('it is changed by whoever kept it or may approve, as it was read, and nothing is overwritten unseen', async () => {
  const { templates } = office.publishing
  const kept = await templates.keep(wen, form('Water'))
  if (!kept.ok) throw new Error(kept.why)
  const { id } = kept.value
  const change = { ...form('Brown water'), revision: 1 }
  expect(await templates.change(sam, id, change)).toMatchObject({ why: 'not-your-template' })
  expect(await templates.change(wen, id, change)).toMatchObject({
    value: { revision: 2, name: 'Brown water' },
  })
  expect(await templates.change(ana, id, change)).toMatchObject({ why: 'changed-meanwhile' })
  expect(await templates.change(ana, id, { ...change, revision: 2, name: 'Another' })).toMatchObject({
    why: 'template-known',
  })
  expect(await templates.change(wen, id, { ...change, revision: 2, lane: 'emergency' })).toMatchObject({
    why: 'no-right-to-write',
  })
  expect(await templates.change(ana, id, { ...change, revision: 2 })).toMatchObject({ ok: true })
  expect(await templates.remove(sam, id)).toMatchObject({ why: 'not-your-template' })
  expect(await templates.remove(ana, id)).toMatchObject({ ok: true })
  expect(await templates.remove(ana, id)).toMatchObject({ why: 'no-such-template' })
})

test('hostile and half-written templates are refused in words', () => {
  const { texts } = form('x')
  for (const odd of [
    { ...form('x'), texts: { en: texts.en } },
    { ...form('x'), texts: { ...texts, fr: '  ' } },
    { ...form('x'), texts: { ...texts, fr: 'null \u0000' } },
    { ...form('x'), texts: { ...texts, de: 'x' } },
    { ...form('x'), texts: { ...texts, en: 'x'.repeat(50_001) } },
    { ...form('x'), name: '' },
    { ...form('x'), name: 'a\nb' },
    { ...form('x'), lane: 'other' },
    { ...form('x'), more: 1 },
  ])
    expect(TemplateForm.safeParse(odd).success, `for ${JSON.stringify(odd).slice(0, 80)}`).toBe(false)
})

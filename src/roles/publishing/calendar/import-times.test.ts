import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRows } from '#roles/publishing/import-rows.ts'
import { grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
const wen = signedIn('Wen')

beforeAll(async () => {
  office = await openOffice(
    { Wen: [grant('write'), grant('read')] },
    { planning: { timeZone: async () => 'America/Toronto', holidays: async () => [], isPractice: false } },
  )
})
afterAll(() => office.store.close())

async function imported(csv: string) {
  const read = readRows(new TextEncoder().encode(csv), 'csv')
  if (!read.ok) throw new Error(read.why)
  return office.publishing.importRows(wen, read.rows)
}

async function meantOf(id: string | undefined) {
  return (await office.publishing.planning.plan(wen, id ?? ''))?.meant
}

test('a row says when its message is meant for, in a zone or in the desk’s own; one row of a pair is enough', async () => {
  const report = await imported(`titre,compte,langue,texte,quand,fuseau
Market,town,en,Market.,2026-03-14 09:00,Europe/Paris
Market,town,fr,Marché.,,
Library,town,en,Library.,2026-03-14T09:00,
Library,town,fr,Biblio.,2026-03-14 09:00,
No time,town,en,Later.,,
No time,town,fr,Plus tard.,,`)
  expect(report).toMatchObject({ messages: 3, refused: 0 })
  const at = async (row: number) => (await meantOf(report.rows[row]?.id))?.at
  expect(await at(0)).toBe('2026-03-14T08:00:00.000Z')
  expect(await at(2)).toBe('2026-03-14T13:00:00.000Z')
  expect(await at(4)).toBeUndefined()
  const { entries } = await office.publishing.planning.calendar(wen, { from: '2026-03-14', days: 1 })
  expect(entries.map(({ title, stands }) => `${title} ${stands}`)).toEqual(['Market meant', 'Library meant'])
})

test('a time that is none, two, over, or not the same in a pair is refused in words, and nothing of its message is kept', async () => {
  const row = (title: string, when: string, zone = '', which = ''): string =>
    `${title},town,en,Text.,${when},${zone},${which}`
  const report = await imported(
    [
      'title,account,language,text,when,zone,which',
      row('Jump', '2026-03-08 02:30'),
      row('Twice', '2026-11-01 01:30'),
      row('Over', '2026-02-01 09:00'),
      row('Far', '2028-02-01 09:00'),
      row('No day', '2026-02-30 09:00'),
      row('Odd', 'tomorrow at nine'),
      row('Nowhere', '2026-03-14 09:00', 'America/Nowhere'),
      row('Second', '2026-11-01 01:30', '', 'second'),
      row('Both', '2026-03-14 09:00'),
      'Both,town,fr,Texte.,2026-03-14 10:00,,',
    ].join('\n'),
  )
  const outcome = report.rows.map(({ outcome: one, why }) => (why === undefined ? one : why.en))
  expect(outcome).toEqual([
    expect.stringContaining('clocks jump over this time'),
    expect.stringContaining('show this time twice'),
    expect.stringContaining('This time is over'),
    expect.stringContaining('more than a year ahead'),
    expect.stringContaining('date and a time that exist'),
    'when: Write the time as 2026-12-05 09:00.',
    'zone: Write a time zone such as America/Toronto.',
    'new',
    ...[expect.stringContaining('different times'), expect.stringContaining('different times')],
  ])
  expect((await meantOf(report.rows[7]?.id))?.at).toBe('2026-11-01T06:30:00.000Z')
  expect(
    report.rows.filter(({ why }) => why !== undefined).every(({ why }) => (why?.fr.length ?? 0) > 10),
  ).toBe(true)
})

test('a row that changes a message gives it another time, and one without a time leaves the one it has', async () => {
  const first = await imported('title,account,language,text,when\nAgain,town,en,One.,2026-03-20 09:00')
  const id = first.rows[0]?.id ?? ''
  await imported(`id,title,account,language,text\n${id},Again,town,en,Two.`)
  expect((await meantOf(id))?.at).toBe('2026-03-20T13:00:00.000Z')
  const same = await imported(
    `id,title,account,language,text,when\n${id},Again,town,en,Two.,2026-03-21 09:00`,
  )
  expect(same.rows[0]?.outcome).toBe('same')
  expect((await meantOf(id))?.at).toBe('2026-03-21T13:00:00.000Z')
})

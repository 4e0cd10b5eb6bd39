import { afterAll, beforeAll, expect, test } from 'vitest'
import { CampaignForm, HostsForm } from '#roles/publishing/campaigns/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { bothForm, grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
const wen = signedIn('Wen')
const olive = signedIn('Olive')
const eve = signedIn('Eve')

beforeAll(async () => {
  office = await openOffice({
    Wen: [grant('write')],
    Ana: [grant('approve')],
    Olive: [grant('settings'), grant('read')],
    Eve: [grant('write', { account: 'elsewhere' })],
  })
})
afterAll(() => office.store.close())

const link = 'https://town.example/water'
const tagged = `${link}?utm_source=mastodon&utm_medium=social&utm_campaign=safe-water`

async function made(): Promise<Message> {
  const message = await office.publishing.create(wen, bothForm(`See ${link}.`, `Voir ${link}.`))
  if (!message.ok) throw new Error(message.why)
  return message.value
}

async function campaign(tag: string, tags = true): Promise<string> {
  const added = await office.publishing.campaigns.add(wen, { name: tag, tag, tags })
  if (!added.ok) throw new Error(added.why)
  return added.value.id
}

function partsOf(message: Message | undefined): string[] | undefined {
  return message?.versions.flatMap(({ content }) => content.parts)
}

test('sites are listed by whoever may change the settings, by their names only', async () => {
  const { campaigns } = office.publishing
  expect(await campaigns.setHosts(wen, ['town.example'])).toMatchObject({ why: 'no-right-to-settings' })
  expect(await campaigns.setHosts(olive, ['https://Town.Example/x', 'town.example'])).toMatchObject({
    ok: true,
    value: { hosts: ['town.example'] },
  })
  for (const odd of ['', 'a b', 'town', 'a@b.example', '10.0.0.1'])
    expect(HostsForm.safeParse({ hosts: [odd] }).success, `for ${odd}`).toBe(false)
})

test('a campaign tags the links of its messages in what goes out, not in what was written, before anybody approves it', async () => {
  const { campaigns } = office.publishing
  const id = await campaign('safe-water')
  const message = await made()
  const set = await campaigns.setCampaign(wen, message.id, { revision: message.revision, campaign: id })
  if (!set.ok) throw new Error(set.why)
  expect(partsOf(set.value)).toEqual([`See ${tagged}.`, `Voir ${tagged}.`])
  expect(set.value.versions[0]?.written.text).toBe(`See ${link}.`)
  // Saved again by somebody who knows nothing of it, it stays tagged.
  const again = await office.publishing.change(wen, message.id, {
    ...bothForm(`Now see ${link}`, `Maintenant, voir ${link}`),
    revision: set.value.revision,
  })
  if (!again.ok) throw new Error(again.why)
  expect(partsOf(again.value)).toEqual([`Now see ${tagged}`, `Maintenant, voir ${tagged}`])
  // So it does by a file.
  const row = { id: message.id, title: 'Brown water', account: 'town', language: 'en', text: `File ${link}` }
  await office.publishing.importRows(wen, [{ row: 1, fields: row }])
  expect(partsOf(await office.publishing.one(wen, message.id))?.[0]).toBe(`File ${tagged}`)
  const check = await office.publishing.check({
    message: message.id,
    versions: [{ account: 'town', language: 'en', text: `Typed ${link}` }],
  })
  expect(check.goesOut[0]?.parts).toEqual([`Typed ${tagged}`])
  expect((await campaigns.list(wen)).campaigns.find((one) => one.id === id)).toMatchObject({
    messages: 1,
    out: 0,
  })
})

test('to put a message into a campaign is an edit: what was approved is void, and what was read before is not overwritten', async () => {
  const { campaigns } = office.publishing
  const message = await made()
  await office.publishing.ask(wen, message.id, { revision: message.revision })
  await office.approve('Ana', message.id)
  const id = await campaign('voids')
  expect(
    await campaigns.setCampaign(eve, message.id, { revision: message.revision, campaign: id }),
  ).toMatchObject({
    why: 'no-right-to-write',
  })
  expect(await campaigns.setCampaign(wen, message.id, { revision: 99, campaign: id })).toMatchObject({
    why: 'changed-meanwhile',
  })
  expect(
    await campaigns.setCampaign(wen, message.id, { revision: message.revision, campaign: 'none' }),
  ).toMatchObject({
    why: 'no-such-campaign',
  })
  expect((await office.publishing.one(wen, message.id))?.state).toBe('approved')
  const set = await campaigns.setCampaign(wen, message.id, { revision: message.revision, campaign: id })
  expect(set).toMatchObject({ ok: true, value: { state: 'draft' } })
  if (!set.ok) throw new Error(set.why)
  const out = await campaigns.setCampaign(wen, message.id, { revision: set.value.revision, campaign: null })
  if (!out.ok) throw new Error(out.why)
  expect(partsOf(out.value)).toEqual([`See ${link}.`, `Voir ${link}.`])
})

test('a campaign that tags nothing changes no byte, so an approval stands', async () => {
  const { campaigns } = office.publishing
  const message = await made()
  await office.publishing.ask(wen, message.id, { revision: message.revision })
  await office.approve('Ana', message.id)
  const id = await campaign('quiet', false)
  const set = await campaigns.setCampaign(wen, message.id, { revision: message.revision, campaign: id })
  expect(set).toMatchObject({ ok: true, value: { state: 'approved', revision: message.revision } })
})

test('two campaigns never share a tag, and one that is over takes no more messages', async () => {
  const { campaigns } = office.publishing
  const id = await campaign('spring')
  const form = { name: 'Spring', tag: 'spring', tags: true }
  expect(await campaigns.add(wen, form)).toMatchObject({ why: 'campaign-known' })
  expect(await campaigns.add(olive, { ...form, tag: 'other' })).toMatchObject({ why: 'no-right-to-write' })
  const other = await campaign('autumn')
  expect(await campaigns.change(wen, other, { ...form, isEnded: false })).toMatchObject({
    why: 'campaign-known',
  })
  expect(await campaigns.change(wen, 'none', { ...form, isEnded: false })).toMatchObject({
    why: 'no-such-campaign',
  })
  expect(await campaigns.change(wen, id, { ...form, isEnded: true })).toMatchObject({
    value: { ended: expect.any(String) },
  })
  const message = await made()
  expect(await campaigns.setCampaign(wen, message.id, { revision: 1, campaign: id })).toMatchObject({
    why: 'no-such-campaign',
  })
})

test('what is no tag is refused in words', () => {
  for (const tag of ['', 'a b', 'é', '-a', 'a-', 'a--b', 'a&b=c', '../x', 'x'.repeat(61)])
    expect(CampaignForm.safeParse({ name: 'x', tag, tags: true }).success, `for ${tag}`).toBe(false)
  expect(CampaignForm.parse({ name: 'x', tag: ' Spring-2026 ', tags: true }).tag).toBe('spring-2026')
})

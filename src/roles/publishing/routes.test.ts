import { afterEach, expect, test } from 'vitest'
import type { SignedIn } from '#access/access.ts'
import { createApi, sessionCookie } from '#api/api.ts'
import { mayDo, type Grant } from '#kernel/permission.ts'
import { silentLog } from '#kernel/log.ts'
import { ImportReport, Message } from '#roles/publishing/contract.ts'
import { publishingRoutes } from '#roles/publishing/routes.ts'
import { bothForm, grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const everything = (['read', 'write', 'publish', 'accounts'] as const).map((verb) => grant(verb))

type Sent = { method?: string; body?: unknown; file?: { type: string; bytes: Uint8Array }; as?: string }

/** A desk with one writer, spoken to as a browser would. */
async function openDoor(grants: Record<string, Grant[]> = { Wen: everything, Obs: [grant('read')] }) {
  const office = await openOffice(grants)
  undo.push(() => office.store.close())
  const api = createApi<SignedIn>({
    log: silentLog,
    sessionOf: async (token) =>
      token === undefined ? undefined : signedIn(token, { grants: grants[token] ?? [] }),
    mayDo: (who, verb) => mayDo(who.grants, verb),
    isFresh: () => true,
    programOf: async (key) => ({
      kind: 'in',
      session: signedIn('Wen', { program: key, grants: everything }),
    }),
    strictAnswers: true,
  })
  publishingRoutes(api, office.publishing)
  const send = async (path: string, { method = 'GET', body, file, as = 'Wen' }: Sent = {}) => {
    const answer = await api.hono.request(`http://localhost${path}`, {
      method,
      headers: {
        host: 'localhost',
        'x-bellwether': '1',
        ...(as.startsWith('key') ? { authorization: `Bearer ${as}` } : { cookie: `${sessionCookie}=${as}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(file === undefined ? {} : { 'content-type': file.type }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: Buffer.from(file.bytes) }),
    })
    const text = await answer.text()
    const json: unknown = text === '' ? undefined : JSON.parse(text)
    return { status: answer.status, json }
  }
  const csv = (text: string | Uint8Array) =>
    send('/api/messages/import', {
      method: 'POST',
      file: { type: 'text/csv', bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text },
    })
  return { ...office, send, csv }
}

test('hostile text: directions and spaces of no width are kept as they are, the rest is refused in words', async () => {
  const { send } = await openDoor()
  const post = (text: string) => send('/api/messages', { method: 'POST', body: bothForm(text, 'Oui.') })
  const kept = 'Pay at \u202Eevil\u200B.example\uFEFF 👨‍👩‍👧 \r\nnext'
  const made = await post(kept)
  expect(made.status).toBe(201)
  const read = Message.parse((await send(`/api/messages/${Message.parse(made.json).id}`)).json)
  expect(read.versions[0]?.content.parts).toEqual([kept.replace('\r\n', '\n')])
  expect((await post('x'.repeat(50_000))).status).toBe(201)
  for (const bad of ['x'.repeat(50_001), 'half \uD83D', 'null \u0000', 'bell \u0007', 'c1 \u0085'])
    expect((await post(bad)).status, `for ${JSON.stringify(bad).slice(0, 20)}`).toBe(422)
  const emoji = '👩‍🚒'.repeat(10_000)
  const asked = Message.parse((await post(emoji)).json)
  expect(
    (await send(`/api/messages/${asked.id}/ask`, { method: 'POST', body: { revision: 1 } })).status,
  ).toBe(200)
})

test('the longest and worst texts still fit on record when they are approved', async () => {
  const o = await openDoor({ Wen: everything, Ana: [grant('approve')] })
  for (const sign of ['"', '\\', '\n', '水', '\u2028', '👩']) {
    const text = sign.repeat(Math.floor(49_999 / sign.length))
    const made = await o.send('/api/messages', {
      method: 'POST',
      body: bothForm(`a${text}`, 'Oui.'),
    })
    const { id } = Message.parse(made.json)
    await o.send(`/api/messages/${id}/ask`, { method: 'POST', body: { revision: 1 } })
    expect(await o.approve('Ana', id), `for ${JSON.stringify(sign)}`).toEqual({ ok: true })
  }
})

test('a change that comes too late is answered with how the message stands now', async () => {
  const { send } = await openDoor()
  const { id } = Message.parse(
    (await send('/api/messages', { method: 'POST', body: bothForm('A', 'B') })).json,
  )
  const change = (text: string) =>
    send(`/api/messages/${id}`, { method: 'PUT', body: { ...bothForm(text, 'B'), revision: 1 } })
  expect((await change('First')).status).toBe(200)
  expect(await change('Second')).toMatchObject({
    status: 409,
    json: {
      error: 'changed-meanwhile',
      current: { revision: 2, versions: [{ content: { parts: ['First'] } }, {}] },
    },
  })
})

test('somebody who may only read sees everything and changes nothing', async () => {
  const { send } = await openDoor()
  const { id } = Message.parse(
    (await send('/api/messages', { method: 'POST', body: bothForm('A', 'B') })).json,
  )
  const read = await send(`/api/messages/${id}`, { as: 'Obs' })
  expect(read).toMatchObject({ status: 200, json: { may: { write: false, ask: false, remove: false } } })
  const acts = [
    ['POST', '/api/messages', bothForm('A', 'B')],
    ['PUT', `/api/messages/${id}`, { ...bothForm('X', 'B'), revision: 1 }],
    ['DELETE', `/api/messages/${id}`, undefined],
    ['POST', `/api/messages/${id}/ask`, { revision: 1 }],
    ['POST', `/api/messages/${id}/take-back`, undefined],
    ['POST', `/api/messages/${id}/published`, undefined],
    ['POST', `/api/messages/${id}/taken-down`, undefined],
    ['GET', `/api/messages/${id}/text?account=town&language=en`, undefined],
    ['POST', '/api/messages/import', undefined],
    ['POST', '/api/accounts', undefined],
  ] as const
  for (const [method, path, body] of acts)
    expect((await send(path, { method, body, as: 'Obs' })).status, `${method} ${path}`).toBe(403)
})

test('a program writes and asks; it notes nothing as published, and takes no question back', async () => {
  const { send } = await openDoor()
  const made = await send('/api/messages', { method: 'POST', body: bothForm('A', 'B'), as: 'key-1' })
  expect(made).toMatchObject({ status: 201, json: { changedBy: 'key-1', writers: ['Wen'] } })
  const { id, versions } = Message.parse(made.json)
  const ask = { method: 'POST', body: { revision: 1 }, as: 'key-1' }
  expect((await send(`/api/messages/${id}/ask`, ask)).status).toBe(200)
  const note = { account: 'town', language: 'en', sha256: versions[0]?.sha256, url: 'https://town.example/1' }
  for (const [path, body] of [
    ['take-back', undefined],
    ['published', note],
    ['taken-down', { publicationId: 'x', reason: 'y' }],
  ] as const)
    expect(await send(`/api/messages/${id}/${path}`, { method: 'POST', body, as: 'key-1' })).toMatchObject({
      status: 403,
      json: { error: 'not-for-programs' },
    })
})

test('an address that no browser opens is refused: only http and https', async () => {
  const { send } = await openDoor()
  const { id, versions } = Message.parse(
    (await send('/api/messages', { method: 'POST', body: bothForm('A', 'B') })).json,
  )
  for (const url of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'x',
    `https://a.example/${'x'.repeat(2000)}`,
  ]) {
    const body = { account: 'town', language: 'en', sha256: versions[0]?.sha256, url }
    expect((await send(`/api/messages/${id}/published`, { method: 'POST', body })).status).toBe(422)
  }
})

test('a file of messages: pairs become one message, wrong rows are told one by one, nothing is approved', async () => {
  const { csv, send } = await openDoor()
  const file = [
    'title,account,language,text',
    'Road,town,en,"Mill Street, closed"',
    'Road,town,fr,Rue du Moulin fermée',
    'Half,town,en,Good',
    'Half,nowhere,fr,Bad account',
    ',town,en,No title',
    'Ctl,town,en,bell \u0007',
    'Alone,town,en,Only English',
  ].join('\n')
  const { status, json } = await csv(`\uFEFF${file}`)
  expect(status).toBe(200)
  const report = ImportReport.parse(json)
  expect(report).toMatchObject({ messages: 2, refused: 4 })
  expect(report.rows.map(({ outcome }) => outcome)).toEqual([
    'new',
    'new',
    'refused',
    'refused',
    'refused',
    'refused',
    'new',
  ])
  expect(report.rows[0]?.id).toBe(report.rows[1]?.id)
  expect(report.rows.filter(({ why }) => why === undefined)).toHaveLength(3)
  expect(await send(`/api/messages/${report.rows[0]?.id}`)).toMatchObject({
    json: { state: 'draft', writers: ['Wen'] },
  })
})

test('a row with an id changes that message like any edit: what was approved of it is void', async () => {
  const o = await openDoor({ Wen: everything, Ana: [grant('approve')] })
  const { id } = Message.parse(
    (await o.send('/api/messages', { method: 'POST', body: bothForm('A', 'B', 'T') })).json,
  )
  await o.send(`/api/messages/${id}/ask`, { method: 'POST', body: { revision: 1 } })
  await o.approve('Ana', id)
  const head = 'id;titre;compte;langue;texte'
  expect((await o.csv(`${head}\n${id};T;town;fr;B`)).json).toMatchObject({ rows: [{ outcome: 'same' }] })
  expect((await o.send(`/api/messages/${id}`)).json).toMatchObject({ state: 'approved' })
  expect((await o.csv(`${head}\n${id};T;town;fr;C`)).json).toMatchObject({ rows: [{ outcome: 'changed' }] })
  expect((await o.send(`/api/messages/${id}`)).json).toMatchObject({
    state: 'draft',
    versions: [{ content: { parts: ['A'] } }, { content: { parts: ['C'] } }],
  })
})

test.each([
  [
    'windows letters instead of UTF-8',
    Buffer.from('title,account,language,text\nCaf\xE9,town,en,x', 'latin1'),
    'not-utf8',
  ],
  ['UTF-16', Buffer.from('\uFEFFtitle,account,language,text\nA,town,en,x', 'utf16le'), 'not-utf8'],
  ['a missing column', Buffer.from('title,account,text\nA,town,x'), 'no-heading'],
  [
    'a quotation mark that never closes',
    Buffer.from('title,account,language,text\nA,town,en,"x\nB,town,fr,y'),
    'not-csv',
  ],
  ['only a heading', Buffer.from('title,account,language,text\n'), 'empty-file'],
  ['nothing', Buffer.from(''), 'no-heading'],
  [
    'too many rows',
    Buffer.from(`title,account,language,text\n${'A,town,en,x\n'.repeat(10_001)}`),
    'too-many-rows',
  ],
])('a file with %s is refused whole, in words', async (_name, bytes, error) => {
  const { csv, send } = await openDoor()
  expect(await csv(bytes)).toMatchObject({
    status: 422,
    json: { error, en: expect.any(String), fr: expect.any(String) },
  })
  expect((await send('/api/messages')).json).toEqual({ messages: [] })
})

test('JSON lines: a broken line is refused by its row, the others are taken; another type of file is not read', async () => {
  const { send } = await openDoor()
  const lines = ['{"title":"T","account":"town","language":"en","text":"x"}', '{', '[]', '7'].join('\n')
  const file = { type: 'application/x-ndjson; charset=utf-8', bytes: new TextEncoder().encode(lines) }
  const { json } = await send('/api/messages/import', { method: 'POST', file })
  expect(ImportReport.parse(json)).toMatchObject({ messages: 1, refused: 3 })
  const page = { type: 'text/html', bytes: file.bytes }
  expect((await send('/api/messages/import', { method: 'POST', file: page })).status).toBe(415)
})

test('ten thousand rows go in, and the list pages through them', { timeout: 60_000 }, async () => {
  const { csv, send } = await openDoor()
  const rows = Array.from({ length: 5000 }, (_one, i) => `M${i},town,en,Text ${i}\nM${i},town,fr,Texte ${i}`)
  const { json } = await csv(`title,account,language,text\n${rows.join('\n')}`)
  expect(ImportReport.parse(json)).toMatchObject({ messages: 5000, refused: 0 })
  const seen = new Set<string>()
  let before: string | undefined
  for (let page = 0; page < 3; page++) {
    const query = before === undefined ? '' : `?before=${encodeURIComponent(before)}`
    const list = (await send(`/api/messages${query}`)).json as { messages: { id: string }[]; before?: string } // our own API
    for (const { id } of list.messages) seen.add(id)
    before = list.before
  }
  expect(seen.size).toBe(600)
})

test('the address book through its door: bad handles are told by field, a name twice is told in words', async () => {
  const { send } = await openDoor({ Wen: [...everything, grant('settings')], Obs: [grant('read')] })
  const post = (body: unknown, as = 'Wen') => send('/api/mentions', { method: 'POST', body, as })
  const name = { en: 'Health Canada', fr: 'Santé Canada' }
  const bad = await post({
    name,
    handles: { bluesky: 'health', mastodon: '@hc', x: 'much too long for x', other: 'x' },
  })
  expect(bad).toMatchObject({
    status: 422,
    json: { fields: { 'handles.bluesky': { fr: expect.stringContaining('bsky.social') } } },
  })
  for (const en of ['', ' ', 'a]b', 'a\nb', 'x'.repeat(101)])
    expect((await post({ name: { en, fr: 'x' }, handles: {} })).status).toBe(422)
  const handles = { bluesky: '@hc.bsky.social', mastodon: '@hc@social.example', x: '@GovCanHealth' }
  const made = await post({ name, handles })
  expect(made).toMatchObject({
    status: 201,
    json: { handles: { bluesky: 'hc.bsky.social', x: 'GovCanHealth' } },
  })
  expect(await post({ name, handles: {} })).toMatchObject({ status: 409, json: { error: 'name-taken' } })
  expect((await post({ name, handles: {} }, 'Obs')).status).toBe(403)
  expect(await send('/api/mentions', { as: 'Obs' })).toMatchObject({
    json: { mayChange: false, entries: [{ name }] },
  })
  const list = (await send('/api/mentions')).json as { entries: { id: string }[] }
  const path = `/api/mentions/${list.entries[0]?.id}`
  expect((await send(path, { method: 'PUT', body: { name, handles: {} } })).status).toBe(200)
  expect((await send(path, { method: 'DELETE' })).status).toBe(204)
  expect((await send(path, { method: 'DELETE' })).status).toBe(404)
})

test('the list of jargon through its door, and what it says of a text', async () => {
  const { send } = await openDoor({ Wen: [...everything, grant('settings')], Obs: [grant('read')] })
  const put = (term: string, as = 'Wen') =>
    send('/api/jargon', { method: 'PUT', body: { language: 'fr', term, plain: 'eau du robinet' }, as })
  expect((await put('eau potable')).status).toBe(204)
  expect((await put('eau potable', 'Obs')).status).toBe(403)
  for (const term of ['', '!!', 'a b c d e f', 'x'.repeat(101), 'a\u0000b'])
    expect((await put(term)).status).toBe(422)
  const body = { language: 'fr', text: 'L’eau potable revient. #eaubrune', lane: 'emergency' }
  expect(await send('/api/messages/plain', { method: 'POST', body })).toMatchObject({
    status: 200,
    json: {
      hints: [
        { kind: 'jargon', instead: 'eau du robinet' },
        { kind: 'hashtag-case', instead: '#EauBrune' },
      ],
    },
  })
  const lines = { language: 'fr', lines: 'afin de = pour\n= rien' }
  expect(await send('/api/jargon/import', { method: 'POST', body: lines })).toMatchObject({
    status: 200,
    json: {
      refused: 1,
      lines: [
        { line: 1, outcome: 'new' },
        { line: 2, outcome: 'refused' },
      ],
    },
  })
  expect((await send('/api/jargon/import', { method: 'POST', body: lines, as: 'Obs' })).status).toBe(403)
  expect((await send('/api/jargon?language=fr&term=AFIN%20DE', { method: 'DELETE' })).status).toBe(204)
  expect((await send('/api/jargon?language=fr&term=afin', { method: 'DELETE' })).status).toBe(404)
  expect(await send('/api/jargon', { as: 'Obs' })).toMatchObject({
    json: { words: [{ term: 'eau potable' }] },
  })
})

test('whose line may stand is answered also where nobody keeps lines', async () => {
  const { send } = await openDoor()
  expect(await send('/api/bylines?language=en')).toEqual({ status: 200, json: { bylines: [] } })
  expect((await send('/api/bylines')).status).toBe(422)
})

test('a CSV has columns for threads and content warnings, by either language, and refuses what is neither yes nor no', async () => {
  const { csv, send } = await openDoor()
  const report = ImportReport.parse(
    (
      await csv(
        'titre;compte;langue;texte;fil;avertissement\n' +
          'Crue;town;fr;Un\u00A0;oui;Dégâts\nCrue;town;en;One;non;\n' +
          'Autre;town;fr;Un;peut-être;\nLigne;town;fr;Un;;"deux\nlignes"\n',
      )
    ).json,
  )
  expect(report.rows.map(({ outcome }) => outcome)).toEqual(['new', 'new', 'refused', 'refused'])
  expect(report.rows[2]?.why?.fr).toContain('thread')
  expect(report.rows[3]?.why?.fr).toContain('contentWarning')
  const message = Message.parse((await send(`/api/messages/${report.rows[0]?.id}`)).json)
  expect(message.versions.map(({ written }) => [written.thread, written.contentWarning])).toEqual([
    [true, 'Dégâts'],
    [false, undefined],
  ])
  const lines =
    '{"title":"J","account":"town","language":"en","text":"x","content_warning":"Flood","thread":true}'
  const file = { type: 'application/x-ndjson', bytes: new TextEncoder().encode(lines) }
  const json = ImportReport.parse((await send('/api/messages/import', { method: 'POST', file })).json)
  const made = Message.parse((await send(`/api/messages/${json.rows[0]?.id}`)).json)
  expect(made.versions[0]).toMatchObject({ content: { contentWarning: 'Flood' }, written: { thread: true } })
})

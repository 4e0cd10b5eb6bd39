import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { handleLookups, hostOfHandle, judgeHandle, type Said } from '#roles/faces/register/handle.ts'
import { judgeLinks, nextStanding, usualUrl } from '#roles/faces/register/rules.ts'
import { profile } from '#roles/faces/register/test-official.ts'

const signal = new AbortController().signal
const did = 'did:plc:ours'
const says = (one: string): Said => ({ kind: 'says', did: one })
const nothing: Said = { kind: 'nothing' }
const away: Said = { kind: 'unanswered', detail: 'ETIMEOUT' }

async function lookups(o: {
  txt?: string[][] | Error
  file?: { status: number; body: string }
  isPrivate?: boolean
}) {
  const http = createServer(
    (_request, response) => void response.writeHead(o.file?.status ?? 404).end(o.file?.body ?? ''),
  )
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  const asked: string[] = []
  const resolveTxt = async (name: string): Promise<string[][]> => {
    asked.push(name)
    if (o.txt instanceof Error) throw o.txt
    return o.txt ?? []
  }
  const fileUrl = (host: string): string =>
    `http://127.0.0.1:${(http.address() as AddressInfo).port}/.well-known/atproto-did?${host}`
  const made = handleLookups({
    clock: wallClock,
    allowPrivateNetworks: o.isPrivate ?? true,
    resolver: { resolveTxt },
    fileUrl,
  })
  return { ...made, asked }
}

const failed = (code: string): Error => Object.assign(new Error(code), { code })

test('the name in the DNS is read as the protocol says, in whatever pieces it comes', async () => {
  const of = async (txt: string[][] | Error) => (await lookups({ txt })).dns('city.example')
  expect(await of([['did=did:plc:', 'ours'], ['v=spf1 -all']])).toEqual(says(did))
  expect(await of([['did=did:plc:a'], ['did=did:plc:b']])).toEqual(nothing)
  expect(await of([['DID=did:plc:a'], ['did=<script>']])).toEqual(nothing)
  expect(await of(failed('ENODATA'))).toEqual(nothing)
  expect(await of(failed('ESERVFAIL'))).toEqual({ kind: 'unanswered', detail: 'ESERVFAIL' })
  const { dns, asked } = await lookups({ txt: [] })
  await dns('city.example')
  expect(asked).toEqual(['_atproto.city.example'])
})

test('the file on the web server is read, and a page in its place says nothing', async () => {
  const of = async (file: { status: number; body: string }, isPrivate = true) =>
    (await lookups({ file, isPrivate })).file('city.example', signal)
  expect(await of({ status: 200, body: 'did:plc:ours\n' })).toEqual(says(did))
  expect(await of({ status: 200, body: '<html>did:plc:ours' })).toEqual(nothing)
  expect(await of({ status: 404, body: 'did:plc:ours' })).toEqual(nothing)
  expect(await of({ status: 503, body: '' })).toMatchObject({ kind: 'unanswered' })
  expect(await of({ status: 200, body: 'x'.repeat(100_000) })).toMatchObject({
    kind: 'unanswered',
    detail: 'too-long',
  })
  // A name that leads into our own network is not called.
  expect(await of({ status: 200, body: did }, false)).toEqual({
    kind: 'unanswered',
    detail: 'private-address',
  })
})

test('both places, one of them, another account, nobody and nobody there are told apart', () => {
  const of = (dns: Said, file: Said, host = 'city.example') => {
    const { state, code } = judgeHandle(host, did, { dns, file })
    return `${state} ${code}`
  }
  expect(of(says(did), says(did))).toBe('ok name-both')
  expect(of(says(did), nothing)).toBe('ok name-dns')
  expect(of(away, says(did))).toBe('ok name-file')
  expect(of(says(did), says('did:plc:thief'))).toBe('bad name-of-another')
  expect(of(nothing, nothing)).toBe('bad name-lost')
  expect(of(nothing, away)).toBe('unknown unanswered')
  expect(of(nothing, nothing, 'city.bsky.social')).toBe('advice name-of-network')
  expect(hostOfHandle('@City.Example')).toBe('city.example')
  for (const odd of ['town@server', 'localhost', '127.0.0.1', 'a b.example', '-x.example', 'x..example', ''])
    expect([odd, hostOfHandle(odd)]).toEqual([odd, undefined])
})

test('a link is good when it is verified and leads to the register, whatever its query', () => {
  const pages = ['https://desk.example/official-accounts', 'https://desk.example/comptes-officiels']
  const open = { pages, isListed: true, isPublic: true }
  const code = (href: string, verifiedAtMs?: number, o = open) =>
    judgeLinks(
      profile({
        fields: [{ name: 'x', text: 'x', href, ...(verifiedAtMs === undefined ? {} : { verifiedAtMs }) }],
      }),
      o,
    ).code
  expect(code('https://desk.example/comptes-officiels/', 1)).toBe('link-verified')
  expect(code('https://desk.example/official-accounts')).toBe('link-not-verified')
  expect(code('https://evil.example/official-accounts', 1)).toBe('no-link')
  expect(code('javascript:alert(1)', 1)).toBe('no-link')
  expect(code('https://desk.example/official-accounts', 1, { ...open, isListed: false })).toBe('not-listed')
})

test('what could be better rings only when it was better before, once, and is told anew after it was put right', () => {
  const day = 86_400_000
  const advice = { state: 'advice', code: 'no-link', facts: {} } as const
  const ok = { state: 'ok', code: 'link-verified', facts: {} } as const
  const never = nextStanding(undefined, advice, 0)
  expect([never.now.state, never.tells]).toEqual(['advice', false])
  const good = nextStanding(never.now, ok, day)
  const lost = nextStanding(good.now, advice, 2 * day)
  expect([lost.now.state, lost.tells]).toEqual(['bad', true])
  const still = nextStanding(lost.now, advice, 3 * day)
  expect([still.now.state, still.tells, still.now.sinceMs]).toEqual(['bad', false, 2 * day])
  const again = nextStanding(nextStanding(still.now, ok, 4 * day).now, advice, 5 * day)
  expect(again.tells).toBe(true)
})

test('a profile is found by its handle where its network tells where', () => {
  expect(usualUrl('mastodon', '@town@town.example')).toBe('https://town.example/@town')
  expect(usualUrl('mastodon', 'town', 'https://town.example')).toBe('https://town.example/@town')
  expect(usualUrl('bluesky', 'city.example')).toBe('https://bsky.app/profile/city.example')
  expect(usualUrl('x', '@"><script>')).toBe('https://x.com/%22%3E%3Cscript%3E')
  expect(usualUrl('facebook', 'town')).toBeUndefined()
})

import { expect, test } from 'vitest'
import { federationSaid } from '#app/commands/doctor-federation.ts'
import { federationOrigin } from '#app/federation-origin.ts'

const config = (publicUrl?: string, allowPrivateNetworks = false) => ({
  ...(publicUrl !== undefined && { publicUrl }),
  allowPrivateNetworks,
})

test('our own actors need an address that others reach by https', () => {
  expect(federationOrigin(config('https://social.ville.example'))).toEqual({
    ...{ kind: 'origin', origin: 'https://social.ville.example' },
  })
  const whyOf = (url?: string): unknown => {
    const at = federationOrigin(config(url))
    return at.kind === 'origin' ? at.origin : at.why
  }
  expect(whyOf()).toBe('no-address')
  expect(whyOf('http://social.ville.example')).toBe('not-https')
  for (const url of [
    ...['https://localhost', 'https://desk', 'https://desk.localhost', 'https://ville.local'],
    ...['https://127.0.0.1', 'https://10.1.2.3:8443', 'https://[::1]', 'https://[fd00::1]'],
  ])
    expect(whyOf(url)).toBe('not-public')
  expect(federationOrigin(config('http://127.0.0.1:8080', true))).toMatchObject({ kind: 'origin' })
  expect(federationOrigin(config(undefined, true))).toMatchObject({ why: 'no-address' })
})

test('doctor says in both languages why there are no actors of our own, and what helps', () => {
  for (const url of [undefined, 'http://social.ville.example', 'https://localhost']) {
    const { state, said } = federationSaid(config(url), [])
    expect(state).toBe('fine')
    expect(said.en).toMatch(/^not offered: .*--public-url/)
    expect(said.fr).toMatch(/^non proposé : .*--public-url/)
  }
  const fine = federationSaid(config('https://social.ville.example'), ['https://social.ville.example'])
  expect(fine).toMatchObject({ state: 'fine' })
  expect(fine.said.fr).toContain('https://social.ville.example')
})

test('an address that was changed under actors that are followed is wrong', () => {
  const old = ['https://old.ville.example']
  for (const url of [undefined, 'https://social.ville.example']) {
    const { state, said } = federationSaid(config(url), old)
    expect(state).toBe('wrong')
    for (const words of [said.en, said.fr]) expect(words).toContain('https://old.ville.example')
  }
})

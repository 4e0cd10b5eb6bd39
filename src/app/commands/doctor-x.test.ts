import { expect, test } from 'vitest'
import { xSettingFindings } from '#app/commands/doctor-x.ts'

const none = { sources: [] }
const said = (config: Parameters<typeof xSettingFindings>[0]): string[] =>
  xSettingFindings(config).map(({ state, said: { en, fr } }) => {
    expect(fr).not.toBe(en)
    return `${state}: ${en}`
  })

test('a desk without X says nothing about it', () => {
  expect(said(none)).toEqual([])
  expect(said({ sources: [{ kind: 'feed', url: 'https://news.example/a' }], xBudgetCents: 5000 })).toEqual([])
})

test('by what approval X is listened to is said; a token or an approval that is not used is too', () => {
  const x = { sources: [{ kind: 'x' as const }], xBearerToken: 'a-bearer-token', xApproval: 'Decision 12' }
  expect(said(x)).toEqual(['fine: listened to with the approval noted as: Decision 12'])
  const unused = 'look: what it takes to listen is set, but X is not listened to: add --source x:stream'
  expect(said({ ...none, xBearerToken: 'a-bearer-token' })).toEqual([unused])
  expect(said({ ...none, xApproval: 'Decision 12' })).toEqual([unused])
  expect(JSON.stringify(said(x))).not.toContain('a-bearer-token')
})

test('signing in at X names the address to write down there, and what is missing for it', () => {
  const app = { ...none, xBudgetCents: 5000, xClientId: 'an-app-of-ours', publicUrl: 'https://desk.example' }
  const [fine] = said(app)
  expect(fine).toMatch(/^fine: .*https:\/\/desk\.example\/connect\/from\/x$/)
  const bare = { ...none, xClientId: 'an-app-of-ours' }
  expect(said(bare)).toEqual([expect.stringMatching(/^look: .*BELLWETHER_X_BUDGET_CENTS$/)])
  expect(said({ ...bare, xBudgetCents: 5000 })).toEqual([
    expect.stringMatching(/^look: .*BELLWETHER_PUBLIC_URL$/),
  ])
  expect(said({ ...none, xClientSecret: 'a-client-secret' })).toEqual([
    'look: BELLWETHER_X_CLIENT_SECRET is set without BELLWETHER_X_CLIENT_ID, and is not used',
  ])
})

import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { pageLanguage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, route } from '#api/route.ts'
import { PublicRegister } from '#roles/faces/register/contract.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { answerName, publicAccounts } from '#roles/faces/register/public.ts'
import { answerRegister } from '#roles/faces/register/public-page.ts'
import { registerPages } from '#roles/faces/register/public-words.ts'

/** The register for everybody: the page under its two names, and the same for programs. */
export function publicRegisterRoutes(api: Api<SignedIn>, needs: OfficialNeeds): void {
  const limit = rateLimit({ burst: 60, perMin: 240 })
  for (const path of registerPages)
    rawRoute(api, {
      ...{ method: 'get', path, access: 'public', limit },
      summary: 'The register of our official accounts; `name` asks whether an account is ours',
      handle: async ({ context }) => {
        const register = await publicRegister(needs)
        const usual = path === registerPages[0] ? 'en' : 'fr'
        const lang = pageLanguage(context, usual)
        const asked = context.req.query('name')
        const answered = asked === undefined ? undefined : answerName(register.accounts, asked)
        const { timeZone } = await needs.desk()
        return answerRegister(context, { register, lang, timeZone, answered })
      },
    })
  route(api, {
    method: 'get',
    path: '/official-accounts.json',
    summary: 'The register of our official accounts, for programs',
    access: 'public',
    limit,
    answers: { 200: PublicRegister },
    handle: async () => ({
      status: 200,
      body: await publicRegister(needs),
      headers: { 'cache-control': 'public, max-age=60' },
    }),
  })
}

async function publicRegister(needs: OfficialNeeds): Promise<PublicRegister> {
  const [accounts, { place }] = [await publicAccounts(needs), await needs.desk()]
  const organization = place?.name ?? accounts[0]?.name ?? ''
  return { organization, url: `${needs.origin()}${registerPages[0]}`, isPractice: needs.isPractice, accounts }
}

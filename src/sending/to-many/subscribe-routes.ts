import type { SignedIn } from '#access/access.ts'
import type { Api, ApiContext } from '#api/api.ts'
import { pageLanguage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { readWithin } from '#api/read-body.ts'
import { rawRoute } from '#api/route.ts'
import type { ToManyGround } from '#sending/to-many/ground.ts'
import { actorsOffered, feedsOffered } from '#sending/to-many/following.ts'
import {
  askedPage,
  confirmedPage,
  confirmPage,
  overPage,
  subscribePage,
  tooManyPage,
  type Shown,
  type Typed,
} from '#sending/to-many/subscribe-page.ts'
import {
  askedIn,
  askLimits,
  askToSubscribe,
  confirmSubscription,
  listsFor,
  siteName,
} from '#sending/to-many/subscribing.ts'
import { chosenTopics, topicsInLink, topicsSent } from '#sending/to-many/topic-choice.ts'
import { readTopics } from '#sending/topics/store.ts'

type Locale = 'en' | 'fr'

/** An address, two languages, fifty lists and forty topics are far below it. */
const formBytesMax = 20_000

/** Many people stand behind one address, and read; few of them give an address at once. */
export const readRate = { burst: 300, perMin: 600 }
const askRate = { burst: 10, perMin: 1 }

/**
 * Our own page with every way to get our messages, mail first, for everybody, without script, cookie or sign-in. Nothing is asked about a session, so that a
 * plain form works: whoever forges one for somebody else has them ask for a mail that only the owner of the mailbox can say yes to.
 */
export function subscribeRoutes(
  api: Api<SignedIn>,
  { ground, isPractice }: { ground: ToManyGround; isPractice: boolean },
): void {
  const limit = rateLimit(readRate)
  const show = (path: string, usual?: Locale): void =>
    rawRoute(api, {
      ...{
        method: 'get',
        path,
        summary: 'The page with every way to get our messages',
        access: 'public',
        limit,
      },
      handle: ({ context }) =>
        answerForm(context, ground, { locale: pageLanguage(context, usual), isPractice }),
    })
  show('/subscribe')
  show('/abonnement', 'fr')
  const asks = rateLimit(askRate)
  rawRoute(api, {
    ...{ method: 'post', path: '/subscribe', summary: 'Asks to be subscribed: a mail asks back' },
    ...{ access: 'public', fromOutside: true },
    async handle({ context, address }) {
      const form = await formOf(context)
      const locale = form.get('lang') === 'fr' ? 'fr' : 'en'
      const turn = asks.take(address, ground.clock.nowMs())
      if (!turn.ok) return tooManyPage(context, { locale, waitMs: turn.waitMs })
      return answerAsk(context, ground, { form, locale, isPractice })
    },
  })
  confirmRoutes(api, ground)
}

function confirmRoutes(api: Api<SignedIn>, ground: ToManyGround): void {
  const limit = rateLimit(readRate)
  const path = '/subscribe/confirm/{token}'
  rawRoute(api, {
    ...{ method: 'get', path, summary: 'Asks whether to begin a subscription', access: 'public', limit },
    async handle({ context }) {
      const locale = await askedIn(ground, context.req.param('token') ?? '')
      return locale === undefined ? overPage(context) : confirmPage(context, { locale })
    },
  })
  rawRoute(api, {
    ...{ method: 'post', path, summary: 'Begins a subscription that was asked for', access: 'public', limit },
    fromOutside: true,
    async handle({ context }) {
      const locale = await confirmSubscription(ground, context.req.param('token') ?? '')
      return locale === undefined ? overPage(context) : confirmedPage(context, { locale })
    },
  })
}

type Asking = { locale: Locale; isPractice: boolean }

async function answerForm(
  c: ApiContext,
  ground: ToManyGround,
  { locale, isPractice }: Asking,
): Promise<Response> {
  if (c.req.query('asked') === 'yes') return askedPage(c, { locale })
  const shown = await shownNow(ground)
  const chosen = topicsInLink(c.req.queries('topic') ?? [], shown.topics)
  return subscribePage(c, { ...shown, locale, isPractice, chosen })
}

async function shownNow(ground: ToManyGround): Promise<Omit<Shown, 'isPractice'>> {
  const { db } = ground.store
  return {
    lists: await listsFor(ground, 'email'),
    topics: await readTopics(db),
    ways: {
      inBrowser: (await listsFor(ground, 'webpush')).map(({ name }) => name),
      feeds: await feedsOffered(db),
      actors: await actorsOffered(db, ground.publicUrl),
    },
    from: await siteName(ground),
  }
}

async function answerAsk(
  c: ApiContext,
  ground: ToManyGround,
  { form, locale, isPractice }: Asking & { form: URLSearchParams },
): Promise<Response> {
  const shown = { ...(await shownNow(ground)), isPractice }
  const { lists, topics } = shown
  if (lists.length === 0) return subscribePage(c, { ...shown, locale, status: 404 })
  const chosen = new Set(form.getAll('list').slice(0, askLimits.listsMax))
  const { choice, isWrong: noTopic } = topicsSent(form, topics)
  const typed: Omit<Typed, 'wrong'> = {
    address: (form.get('address') ?? '').slice(0, 300),
    accounts: lists.map(({ account }) => account).filter((account) => chosen.has(account)),
    language: form.get('language') === 'fr' ? 'fr' : 'en',
    topics: choice,
  }
  const noList = typed.accounts.length === 0
  const badAddress = !looksLikeAddress(ground, typed.address)
  const found = { noList, noTopic, badAddress }
  const wrong = (['noList', 'noTopic', 'badAddress'] as const).filter((one) => found[one])
  if (wrong.length > 0) return subscribePage(c, { ...shown, locale, typed: { ...typed, wrong } })
  await askToSubscribe(ground, { ...typed, topics: chosenTopics(choice) })
  // Reloading the page that follows asks for nothing again.
  return c.redirect(`/subscribe?asked=yes&lang=${locale}`, 303)
}

function looksLikeAddress({ ways }: ToManyGround, address: string): boolean {
  return ways.some((way) => way.capabilities.network === 'email' && way.read(address) !== undefined)
}

/** What was typed; an empty form where it is too long, or none. */
async function formOf(c: ApiContext): Promise<URLSearchParams> {
  const bytes = await readWithin(c.req.raw.body, formBytesMax)
  return new URLSearchParams(new TextDecoder().decode(bytes ?? new Uint8Array()).replaceAll('%00', ''))
}

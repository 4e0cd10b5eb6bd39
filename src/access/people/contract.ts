import { z } from 'zod'
import { Grant } from '#access/contract.ts'
import { lanes, verbs } from '#kernel/permission.ts'

/** Limits of people and teams, all of them. */
export const peopleLimits = {
  peopleMax: 500,
  teamsMax: 50,
  grantsPerTeamMax: 200,
  proposalsOpenMax: 50,
  keysMax: 100,
  hooksMax: 50,
} as const

const Locale = z.enum(['en', 'fr'])
const Name = z.string().trim().min(1).max(80)

/** One of our accounts on a network. */
export const Account = z.object({
  id: z.string().min(1).max(100),
  network: z.string().min(1).max(40),
  handle: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  /** Primary tags of the languages it speaks: `en`, `fr`. */
  languages: z.array(z.string().min(2).max(35)).min(1).max(10),
})
export type Account = z.infer<typeof Account>

/** What a team is: its name in both languages, what it may do, and who is in it (ids of people). */
export const TeamForm = z.object({
  name: z.object({ en: Name, fr: Name }),
  grants: z.array(Grant).max(peopleLimits.grantsPerTeamMax),
  people: z.array(z.string().min(1).max(100)).max(peopleLimits.peopleMax),
})
export type TeamForm = z.infer<typeof TeamForm>

/** A team as it is now. */
export const Team = TeamForm.extend({ id: z.string() })
export type Team = z.infer<typeof Team>

/** A change somebody asks for. A team without `id` is a new one; `to: null` ends it. */
export const AskedChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('team'), id: z.string().min(1).max(100).optional(), to: TeamForm.nullable() }),
  z.object({ kind: z.literal('owner'), personId: z.string().min(1).max(100), to: z.boolean() }),
])
export type AskedChange = z.infer<typeof AskedChange>

/** The same with what it changes from: it fits the present only while that is so. */
export const KeptChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('team'),
    id: z.string(),
    from: TeamForm.nullable(),
    to: TeamForm.nullable(),
  }),
  z.object({ kind: z.literal('owner'), personId: z.string(), from: z.boolean(), to: z.boolean() }),
])
export type KeptChange = z.infer<typeof KeptChange>

/** One of us, as the list of people shows them. */
export const ListedPerson = z.object({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  email: z.string().optional(),
  isOwner: z.boolean(),
  teams: z.array(z.string()),
  joinedAt: z.iso.datetime(),
  /** Missing: never signed in. */
  seenAt: z.iso.datetime().optional(),
  /** Here, but not seen for 60 days: is this still somebody's place? */
  isAway: z.boolean(),
  /** They left: the name stays in the history, nothing opens. */
  leftAt: z.iso.datetime().optional(),
  /** How they can sign in now. `link`: a one-time link that waits to be used. */
  signIn: z.object({ passkeys: z.number().int(), providers: z.number().int(), link: z.boolean() }),
})
export type ListedPerson = z.infer<typeof ListedPerson>

/** Everybody, and whether a second person must confirm changes. */
export const PeopleList = z.object({
  people: z.array(ListedPerson),
  owners: z.number().int(),
  /** A change of permissions needs a second person. */
  secondPerson: z.boolean(),
  /** One owner, but another was made to leave lately: until then changes wait. */
  coolingUntil: z.iso.datetime().optional(),
})
export type PeopleList = z.infer<typeof PeopleList>

/** What is asked to invite somebody. */
export const Invitation = z.object({
  name: Name,
  email: z.email().max(254).optional(),
  locale: Locale,
})
export type Invitation = z.infer<typeof Invitation>

/** The way in, shown once to whoever invited. */
export const Invited = z.object({ person: ListedPerson, link: z.string(), linkEndsAt: z.iso.datetime() })
export type Invited = z.infer<typeof Invited>

/** Something a person looks after, that somebody else must when they leave. */
export const Holding = z.object({
  /** A word of the room that holds it: `watch`, `issue`, `draft`, `approval`, `key`, `hook`. */
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  /** Where to look at it. */
  to: z.string().optional(),
})
export type Holding = z.infer<typeof Holding>

/** The same as a person's page shows it: whether somebody can take it over, or it ends with them. */
export const HeldThing = Holding.extend({ goesOn: z.boolean() })
export type HeldThing = z.infer<typeof HeldThing>

/** One person with what they hold. */
export const PersonPage = z.object({
  person: ListedPerson,
  holdings: z.array(HeldThing),
  /** When they leave, one owner is left. */
  leavesOneOwner: z.boolean(),
  /** Why they cannot leave now. */
  cannotLeave: z.object({ en: z.string(), fr: z.string() }).optional(),
})
export type PersonPage = z.infer<typeof PersonPage>

/** Who takes over what a leaver held; missing where they hold nothing. */
export const Leaving = z.object({ handOverTo: z.string().min(1).max(100).optional() })

/** What came of somebody leaving: how many things went to whoever takes over. */
export const Left = z.object({ handedOver: z.number().int(), leavesOneOwner: z.boolean() })
export type Left = z.infer<typeof Left>

/** Everything the page of teams shows. */
export const TeamList = z.object({ teams: z.array(Team), accounts: z.array(Account) })
export type TeamList = z.infer<typeof TeamList>

/** What one person may do more and less after a change. */
export const Effect = z.object({
  personId: z.string(),
  name: z.string(),
  more: z.array(Grant),
  less: z.array(Grant),
  /** They become an owner (true) or stop being one (false); missing: neither. */
  owner: z.boolean().optional(),
})
export type Effect = z.infer<typeof Effect>

/** A change that waits for a second person, or once did. */
export const Proposal = z.object({
  id: z.string(),
  change: KeptChange,
  effects: z.array(Effect),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  state: z.enum(['open', 'confirmed', 'withdrawn', 'over']),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  /** Whether the reader may confirm it, and why not. */
  cannotConfirm: z.object({ en: z.string(), fr: z.string() }).optional(),
})
export type Proposal = z.infer<typeof Proposal>

/** Proposals, open ones first, then the last that were decided. */
export const ProposalList = z.object({ proposals: z.array(Proposal) })
export type ProposalList = z.infer<typeof ProposalList>

/** What a change would do, before it is made. */
export const LookedAt = z.object({ change: KeptChange, effects: z.array(Effect), secondPerson: z.boolean() })
export type LookedAt = z.infer<typeof LookedAt>

/** What came of asking for a change. */
export const Changed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applied'), effects: z.array(Effect) }),
  z.object({ kind: z.literal('proposed'), proposal: Proposal }),
])
export type Changed = z.infer<typeof Changed>

const Somebody = z.object({
  id: z.string(),
  name: z.string(),
  isProgram: z.boolean(),
  /** They can do it as an owner. */
  isOwner: z.boolean(),
  /** Ids of the teams that let them. */
  teams: z.array(z.string()),
})

/** A weak spot in who may do what. */
export const Gap = z.object({
  account: z.string(),
  language: z.string(),
  lane: z.enum(lanes),
  why: z.enum(['nobody-approves', 'one-approver', 'own-approver', 'nobody-publishes', 'nobody-pauses']),
  /** The person it is about, for `one-approver` and `own-approver`. */
  name: z.string().optional(),
})
export type Gap = z.infer<typeof Gap>

/** Who could do what on one account, in one language and lane, right now. */
export const WhoMay = z.object({
  at: z.iso.datetime(),
  accounts: z.array(Account),
  /** Where this is about: as asked, or the first account, its first language; missing while there is no account. */
  spot: z.object({ account: z.string(), language: z.string(), lane: z.enum(lanes) }).optional(),
  verbs: z.array(z.object({ verb: z.enum(verbs), who: z.array(Somebody) })),
  teams: z.array(z.object({ id: z.string(), name: z.object({ en: z.string(), fr: z.string() }) })),
  /** Weak spots of all accounts, languages and lanes. */
  gaps: z.array(Gap),
})
export type WhoMay = z.infer<typeof WhoMay>

/** A key of a program, without the key. */
export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  grants: z.array(Grant),
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** Coarse: to the hour. */
  usedAt: z.iso.datetime().optional(),
  state: z.enum(['live', 'over', 'ended']),
})
export type ApiKey = z.infer<typeof ApiKey>

/** What is asked to make a key. */
export const NewKey = z.object({
  name: Name,
  grants: z.array(Grant).min(1).max(50),
  endsAt: z.iso.datetime(),
})
export type NewKey = z.infer<typeof NewKey>

/** An address at which a program elsewhere tells us something. */
export const Hook = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  path: z.string(),
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  usedAt: z.iso.datetime().optional(),
  state: z.enum(['live', 'over', 'ended']),
  /** The last things received, newest first. */
  received: z.array(z.object({ id: z.string(), at: z.iso.datetime(), outcome: z.string() })).max(10),
})
export type Hook = z.infer<typeof Hook>

/** What is asked to make an address for programs. */
export const NewHook = z.object({ name: Name, kind: z.string().min(1).max(40), endsAt: z.iso.datetime() })
export type NewHook = z.infer<typeof NewHook>

/** Keys and hooks, and what kinds of hook there are. */
export const ProgramList = z.object({
  keys: z.array(ApiKey),
  hooks: z.array(Hook),
  hookKinds: z.array(z.string()),
  accounts: z.array(Account),
})
export type ProgramList = z.infer<typeof ProgramList>

/** A new key with its secret, shown once. */
export const MadeKey = z.object({ key: ApiKey, secret: z.string() })
/** A new address with its secret, shown once. */
export const MadeHook = z.object({ hook: Hook, secret: z.string() })

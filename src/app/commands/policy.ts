import { z } from 'zod'
import { command } from '#cli/command.ts'
import { ownPolicyAt } from '#app/own-policy-file.ts'
import { readConfig } from '#app/read-config.ts'
import { checkSearch } from '#listening/rule-check.ts'

const exitCodes = { allowed: 0, refused: 1, unreadable: 2 } as const

/**
 * `bellwether policy check`: whether a rule may live as a search, and which clause of which policy stands against it. A
 * policy file or a setting that cannot be used ends with 2: nothing is then called allowed.
 */
export const policyCheckCommand = command({
  name: 'policy check',
  summary: {
    en: 'Whether a rule may live as a search: 0 allowed, 1 refused, 2 not a rule or no usable policy file',
    fr: 'Si une règle peut servir de veille : 0 admise, 1 refusée, 2 illisible ou règles inutilisables',
  },
  arguments: z.object({
    rule: z.string().meta({ en: 'the rule, in quotes', fr: 'la règle, entre guillemets' }),
  }),
  flags: z.object({
    known: z.array(z.string()).optional().meta({
      en: 'A handle that is ours or that somebody vouched for',
      fr: 'Un compte à nous, ou dont quelqu’un répond',
    }),
    policy: z.string().optional().meta({
      en: 'Your organization’s own policy file; missing: the one this machine is set to',
      fr: 'Le fichier de règles de votre organisation ; sinon, celui que cette machine utilise',
    }),
  }),
  examples: ['policy check "flood OR inondation"', 'policy check "#ManifMontreal" --json'],
  run: async ({ arguments: { rule }, flags, out }) => {
    const known = (flags.known ?? []).map((handle) => handle.replace(/^@/u, '').toLowerCase())
    const config = flags.policy === undefined ? await readConfig({}, out) : { policyFile: flags.policy }
    if (config === undefined) return exitCodes.unreadable
    const own = await ownPolicyAt(config.policyFile)
    const { ok, refusals } = checkSearch(rule, [], { knownHandles: new Set(known), own })
    const isRule = refusals.every(({ policy }) => policy === true)
    const verdict = verdictOf(ok, isRule)
    if (out.isJson) await out.json({ rule, verdict, refusals })
    else if (ok) out.line({ en: 'Nothing stands against this rule.', fr: 'Rien ne s’oppose à cette règle.' })
    else for (const refusal of refusals) out.note({ en: refusal.en, fr: refusal.fr })
    return exitCodes[verdict]
  },
})

function verdictOf(ok: boolean, isRule: boolean): keyof typeof exitCodes {
  if (ok) return 'allowed'
  return isRule ? 'refused' : 'unreadable'
}

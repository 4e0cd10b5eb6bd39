import type { Words } from '#kernel/words.ts'
import type { Finding } from '#app/commands/doctor-hearing.ts'
import type { Config } from '#app/config-schema.ts'
import { ownPolicyAt, OwnPolicyUnfit } from '#app/own-policy-file.ts'

const what: Words = { en: 'Policy file', fr: 'Fichier de règles' }

/** Whether the organization's own policy file can be used; nothing when none is set. */
export async function policyFindings({ policyFile }: Pick<Config, 'policyFile'>): Promise<Finding[]> {
  try {
    const policy = await ownPolicyAt(policyFile)
    if (policy === undefined) return []
    const { name, counts, vouched } = policy
    const said = {
      en: `“${name.en}” is read: clauses ${counts.clauses}, terms ${counts.terms}, handles ${vouched.size}`,
      fr: `« ${name.fr} » est lu : articles ${counts.clauses}, termes ${counts.terms}, comptes ${vouched.size}`,
    }
    return [{ what, state: 'fine', said }]
  } catch (error) {
    if (error instanceof OwnPolicyUnfit) return [{ what, state: 'wrong', said: error.reasons }]
    throw error
  }
}

import type { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import type { Words } from '#kernel/words.ts'
import type { ConnectField, SenderHealth, SendingWhy } from '#networks/sender.ts'
import { sendingProblem } from '#sending/problems.ts'

type Refused = Extract<SenderHealth, { ok: false }>

const notThere: Words = {
  en: 'Nothing answered there. Check the address, or try again in a few minutes.',
  fr: 'Rien n’a répondu à cette adresse. Vérifiez-la, ou réessayez dans quelques minutes.',
}

const troubled: Words = {
  en: 'The network has trouble of its own and gave no usable answer. Try again in a few minutes.',
  fr: 'Le réseau est en difficulté et n’a pas donné de réponse utilisable. Réessayez dans quelques minutes.',
}

/** What a network said, and what helps, in the words of whoever connects. */
const sentences: Partial<Record<SendingWhy, Words>> = {
  revoked: {
    en: 'The network does not know this sign-in. Check that it was copied whole, or make a new one there.',
    fr: 'Le réseau ne reconnaît pas cette connexion. Vérifiez qu’elle a été copiée en entier, ou créez-en une nouvelle.',
  },
  forbidden: {
    en: 'The network knows this sign-in, but it may do too little. Make one with the permissions named here.',
    fr: 'Le réseau reconnaît cette connexion, mais elle n’autorise pas assez. Créez-en une avec les permissions indiquées ici.',
  },
  'rate-limited': {
    en: 'The network asks us to wait: too many calls just now. Try again in a few minutes.',
    fr: 'Le réseau nous demande d’attendre : trop d’appels en ce moment. Réessayez dans quelques minutes.',
  },
  unreachable: notThere,
  timeout: notThere,
  'server-error': troubled,
  unreadable: {
    en: 'What answered there does not speak the way this network does. Check the address.',
    fr: 'Ce qui a répondu à cette adresse ne parle pas comme ce réseau. Vérifiez l’adresse.',
  },
  'private-address': {
    en: 'This address is in a private network, which this desk does not call. Whoever runs the desk can allow it.',
    fr: 'Cette adresse est dans un réseau privé, que ce bureau n’appelle pas. La personne qui gère le bureau peut l’autoriser.',
  },
  'bad-url': {
    en: 'The desk cannot use this address. Copy it from the browser, as in the example.',
    fr: 'Le bureau ne peut pas utiliser cette adresse. Copiez-la depuis le navigateur, comme dans l’exemple.',
  },
}

const otherwise: Words = {
  en: 'The network did not take this sign-in.',
  fr: 'Le réseau n’a pas accepté cette connexion.',
}

const aboutAddress = new Set<SendingWhy>([
  ...(['unreachable', 'timeout', 'server-error', 'unreadable', 'private-address', 'bad-url'] as const),
])

const detailMax = 300

/** That a network did not take a sign-in: what it means, what helps, its own words last; at the field it is about, if it is one. */
export function notConnected({ why, detail, field }: Refused, fields: readonly ConnectField[]): Problem {
  if (field !== undefined)
    return {
      ...problem('not-connected', {
        en: `${field.words.en} Nothing was kept.`,
        fr: `${field.words.fr} Rien n’a été conservé.`,
      }),
      fields: { [field.name]: field.words },
    }
  const words = sentences[why] ?? otherwise
  const said = detail.trim().slice(0, detailMax)
  const name = fieldAbout(why, fields)
  return {
    ...problem('not-connected', {
      en: `${words.en} Nothing was kept.${said === '' ? '' : ` It said: ${said}`}`,
      fr: `${words.fr} Rien n’a été conservé.${said === '' ? '' : ` Sa réponse : ${said}`}`,
    }),
    ...(name === undefined ? {} : { fields: { [name]: words } }),
  }
}

/** An address is wrong where an address is asked for; a sign-in where only one secret is: else nobody can say which. */
function fieldAbout(why: SendingWhy, fields: readonly ConnectField[]): string | undefined {
  if (aboutAddress.has(why)) return fields.find(({ name }) => name === 'server' || name === 'url')?.name
  const secrets = fields.filter(({ isSecret }) => isSecret)
  return (why === 'revoked' || why === 'forbidden') && secrets.length === 1 ? secrets[0]?.name : undefined
}

/** That fields are empty that must not be, each named at its place. */
export function fieldsMissing(names: readonly string[], fields: readonly ConnectField[]): Problem {
  const missing = fields.filter(({ name }) => names.includes(name))
  const told = missing.map(({ name, words }) => [
    name,
    { en: `Fill in: ${words.en}`, fr: `À remplir : ${words.fr}` },
  ])
  // `fromEntries` forgets what the values are.
  return { ...sendingProblem('missing'), fields: Object.fromEntries(told) as Record<string, Words> }
}

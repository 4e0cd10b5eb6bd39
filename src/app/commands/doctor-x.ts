import { comeBackAddress } from '#sending/sign-in-there/come-back.ts'
import { settings, type Config } from '#app/config-schema.ts'
import type { Finding } from '#app/commands/doctor-hearing.ts'

type Settings = Pick<
  Config,
  'sources' | 'xBudgetCents' | 'xBearerToken' | 'xApproval' | 'xClientId' | 'xClientSecret' | 'publicUrl'
>

const what = { en: 'X', fr: 'X' }

/** What the settings for X come to: by what listening there is allowed, and whether people can sign in there. */
export function xSettingFindings(config: Settings): Finding[] {
  return [...listeningFindings(config), ...signInFindings(config)]
}

/** Without its approval the desk does not begin (`config.ts`); with it, whoever audits the desk can read by what it is allowed. */
function listeningFindings({ sources, xBearerToken, xApproval }: Settings): Finding[] {
  const isHeard = sources.some(({ kind }) => kind === 'x')
  if (isHeard && xApproval !== undefined)
    return [
      {
        ...{ what, state: 'fine' },
        said: {
          en: `listened to with the approval noted as: ${xApproval}`,
          fr: `écouté avec l’accord noté ainsi : ${xApproval}`,
        },
      },
    ]
  if (isHeard || (xBearerToken === undefined && xApproval === undefined)) return []
  return [
    {
      ...{ what, state: 'look' },
      said: {
        en: 'what it takes to listen is set, but X is not listened to: add --source x:stream',
        fr: 'ce qu’il faut pour écouter est réglé, mais X n’est pas écouté : ajoutez --source x:stream',
      },
    },
  ]
}

function signInFindings({ xBudgetCents, xClientId, xClientSecret, publicUrl }: Settings): Finding[] {
  const [id, secret, budget] = [settings.xClientId, settings.xClientSecret, settings.xBudgetCents].map(
    ({ env }) => env[0],
  )
  const look = (en: string, fr: string): Finding[] => [{ what, state: 'look', said: { en, fr } }]
  if (xClientId === undefined)
    return xClientSecret === undefined
      ? []
      : look(
          `${secret} is set without ${id}, and is not used`,
          `${secret} est réglé sans ${id} et ne sert pas`,
        )
  if (xBudgetCents === undefined)
    return look(
      `${id} is set, but nobody can connect an account without a budget: set ${budget}`,
      `${id} est réglé, mais aucun compte ne peut être connecté sans budget : réglez ${budget}`,
    )
  if (publicUrl === undefined)
    return look(
      `people can sign in there only at the machine the desk runs on: set ${settings.publicUrl.env[0]}`,
      `on ne peut s’y connecter que sur la machine du poste : réglez ${settings.publicUrl.env[0]}`,
    )
  const address = comeBackAddress(publicUrl, 'x')
  return [
    {
      ...{ what, state: 'fine' },
      said: {
        en: `accounts are connected by signing in there; its developer portal must name this callback address: ${address}`,
        fr: `on y connecte un compte en s’y connectant ; son portail des développeurs doit nommer cette adresse de retour : ${address}`,
      },
    },
  ]
}

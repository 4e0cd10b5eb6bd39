import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { ShortLeads } from '#roles/publishing/web/compose/ShortLeads.tsx'
import { shortIn } from '#roles/publishing/web/compose/short-addresses.ts'
import { shortHereQuery } from '#roles/publishing/web/results/data.ts'
import { asideAt, pollAt } from '#roles/publishing/web/draft.ts'
import { AccountStrip } from '#roles/publishing/web/preview/AccountStrip.tsx'
import { goingAt, savedAt } from '#roles/publishing/web/preview/going-at.ts'
import { mediaShown } from '#roles/publishing/web/preview/media-shown.ts'
import { NetworkPost } from '#roles/publishing/web/preview/NetworkPost.tsx'
import { differsIn } from '#roles/publishing/web/preview/own-beside.ts'
import { OwnWords } from '#roles/publishing/web/preview/OwnWords.tsx'
import { PartLengths } from '#roles/publishing/web/preview/PartLengths.tsx'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import { ReplyNote } from '#roles/publishing/web/send/ReplyNote.tsx'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { networkWord } from '#web/network-word.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import './Preview.css'

type Props = {
  state: Composer
  account: string
  accounts: readonly Account[]
  errors: readonly FieldError[]
  /** The language whose words were written last. */
  language: string | undefined
  onLanguage: (language: string) => void
  mayWrite: boolean
  onShow: (account: string) => void
}

/** Account by account: what it says otherwise than the rest, how it will look there, and how long it is. */
export function AccountCard(props: Props): ReactElement | null {
  const words = usePreviewWords()
  const { state, accounts, errors, mayWrite, onLanguage, onShow } = props
  const chosen = state.draft.accounts.flatMap((id) => accounts.find((one) => one.id === id) ?? [])
  const shown = accounts.find(({ id }) => id === props.account)
  if (shown === undefined) return null
  const wanted = props.language ?? words.locale
  const language = shown.languages.includes(wanted) ? wanted : (shown.languages[0] ?? '')
  const network = networkWord(shown, words)
  return (
    <section className="card account-card" aria-label={words.say('preview.label')}>
      <AccountStrip state={state} account={shown.id} accounts={chosen} onShow={onShow} />
      <div className="stack inside">
        {mayWrite && (chosen.length > 1 || isApart(state, shown)) && (
          <OwnWords state={state} account={shown} errors={errors} onLanguage={onLanguage} />
        )}
        {state.message && <ReplyNote message={state.message} account={shown.id} />}
        <div className="row between">
          <h2>{words.say('preview.title', { network })}</h2>
          <LanguageSwitch languages={shown.languages} language={language} onChange={onLanguage} />
        </div>
        <Post state={state} account={shown} language={language} network={network} />
        {!mayWrite && <Leads state={state} account={shown} language={language} />}
        <div className="stack tight">
          {shown.languages.map((one) => (
            <PartLengths
              key={`${shown.id} ${one}`}
              language={one}
              name={shown.name}
              lengths={goingAt(state, { account: shown, language: one }).lengths}
            />
          ))}
        </div>
      </div>
    </section>
  )
}

/** What an account has of its own can be seen and changed, also where it is the only one that is left. */
function isApart({ draft }: Composer, account: Account): boolean {
  return draft.own[account.id] !== undefined || differsIn(draft, account).length > 0
}

type SwitchProps = { languages: readonly string[]; language: string; onChange: (language: string) => void }

function LanguageSwitch({ languages, language, onChange }: SwitchProps): ReactElement | null {
  const { say } = usePreviewWords()
  if (languages.length < 2) return null
  return (
    <div className="row language-switch" role="group" aria-label={say('preview.language')}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => onChange(one)}
        >
          {autonym(one)}
        </button>
      ))}
    </div>
  )
}

/** Where the short addresses in it lead, for whoever reads it; who writes it sees that below the words. */
function Leads({ state, account, language }: Omit<PostProps, 'network'>): ReactElement | null {
  const here = useQuery(shortHereQuery).data
  const text = goingAt(state, { account, language }).parts.join('\n')
  return here === undefined ? null : <ShortLeads found={shortIn(text, here)} origin={here.origin} />
}

type PostProps = { state: Composer; account: Account; language: string; network: string }

function Post({ state, account, language, network }: PostProps): ReactElement {
  const { say } = usePreviewWords()
  const { draft, checked } = state
  const going = goingAt(state, { account, language })
  const place = { account: account.id, language }
  const said =
    checked?.goesOut.find((one) => one.account === account.id && one.language === language) ??
    savedAt(state, place)
  const hasWords = going.parts.some((part) => part.trim() !== '')
  const aside = asideAt(draft, account.id, language)
  return (
    <>
      <NetworkPost
        key={`${account.id} ${language}`}
        account={{ name: account.name, handle: account.handle, network }}
        language={language}
        parts={going.parts}
        byline={going.byline}
        media={mediaShown(state, account.id, language)}
        poll={pollAt(draft, account.id, language)}
        contentWarning={aside.contentWarning}
        card={aside.card === undefined ? undefined : said?.card}
      />
      <p className="small muted being-read" aria-hidden={going.isExact}>
        {!going.isExact && hasWords && say('preview.beingRead')}
      </p>
    </>
  )
}

import { Check, CircleAlert, Info } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { VersionProblem } from '#roles/publishing/contract.ts'
import { codePointsOf, seenAndHidden } from '#kernel/hidden-characters.ts'
import { textAt } from '#roles/publishing/web/draft.ts'
import { driftOf } from '#roles/publishing/web/drift.ts'
import { sizeWords, typeName } from '#roles/publishing/web/files/facts.ts'
import { unevenOptions } from '#roles/publishing/web/poll/poll-drafts.ts'
import { usePollWords } from '#roles/publishing/web/poll/words.ts'
import { placedLines } from '#roles/publishing/web/problem-lines.ts'
import { fieldOf, goToField, wordsField, type FieldPlace } from '#roles/publishing/web/place-of.ts'
import { goingAt } from '#roles/publishing/web/preview/going-at.ts'
import { isOver } from '#roles/publishing/web/preview/going-out.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym, usePublishWords, type PublishWords } from '#roles/publishing/web/words.ts'
import { networkWord } from '#web/network-word.ts'
import { Button } from '#web/parts/Button/Button.tsx'

type Props = {
  state: Composer
  account: string
  accounts: readonly Account[]
  /** Opens the card of an account, where a field stands in it. */
  onShow: (account: string) => void
}
type Finding = {
  look: 'ok' | 'look' | 'info'
  text: string
  /** Where it is put right. */
  at?: FieldPlace
  /** What puts it right at one press. */
  fix?: { label: string; run: () => void }
}

/** What is in the way, and what a careful colleague would point out before approval is asked; each leads to its field. */
export function Checks(props: Props): ReactElement | null {
  const words = usePublishWords()
  const pollWords = usePollWords()
  const findings = [...findingsOf(props, words), ...pollDrift(props, pollWords)]
  if (findings.length === 0) return null
  return (
    <section className="card checks" aria-label={words.say('checks.label')}>
      <ul>
        {findings.map((finding) => (
          <li key={finding.text} className={finding.look}>
            <LookIcon look={finding.look} />
            <Words finding={finding} onShow={props.onShow} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A finding in words: where it has a place, pressing it leads there. */
function Words({ finding, onShow }: { finding: Finding } & Pick<Props, 'onShow'>): ReactElement {
  const { text, at, fix } = finding
  const go = ({ name, account }: FieldPlace): void => {
    if (account !== undefined) onShow(account)
    goToField(name)
  }
  return (
    <span className="finding">
      {at === undefined ? (
        <span>{text}</span>
      ) : (
        <button type="button" className="finding-link" onClick={() => go(at)}>
          {text}
        </button>
      )}
      {fix && (
        <Button small onPress={fix.run}>
          {fix.label}
        </Button>
      )}
    </span>
  )
}

function LookIcon({ look }: Pick<Finding, 'look'>): ReactElement {
  if (look === 'ok') return <Check className="icon" aria-hidden="true" />
  const Icon = look === 'look' ? CircleAlert : Info
  return <Icon className="icon" aria-hidden="true" />
}

function findingsOf(props: Props, words: PublishWords): Finding[] {
  const { state, account, accounts } = props
  const texts = (accounts.find(({ id }) => id === account)?.languages ?? []).map((language) => ({
    language,
    text: textAt(state.draft, account, language),
  }))
  if (texts.every(({ text }) => text.trim() === '')) return fileFindings(props, words)
  return [
    ...driftFinding(props, texts, words),
    ...lengthFindings(props, words),
    ...textFindings(texts, words),
    ...fileFindings(props, words),
  ]
}

/** That a poll has more options in one language than in another. */
function pollDrift(
  { state: { draft }, account, accounts }: Props,
  { say, list }: ReturnType<typeof usePollWords>,
): Finding[] {
  const languages = accounts.find(({ id }) => id === account)?.languages ?? []
  const uneven = unevenOptions(draft.poll, languages)
  if (uneven.length === 0) return []
  const counts = uneven.map(({ language, count }) =>
    say('poll.driftOne', { count, language: autonym(language) }),
  )
  return [{ look: 'look', text: say('poll.drift', { counts: list(counts) }) }]
}

function fileFindings(props: Props, words: PublishWords): Finding[] {
  return [...problemFindings(props, words), ...fitFinding(props, words), ...copyFindings(props, words)]
}

type Text = { language: string; text: string }

function driftFinding({ state, account }: Props, texts: readonly Text[], words: PublishWords): Finding[] {
  const { say } = words
  const missing = texts.filter(({ text }) => text.trim() === '').map(({ language }) => autonym(language))
  if (missing.length > 0)
    return [
      {
        look: 'look',
        text: say('checks.missing', { languages: words.list(missing) }),
        at: wordsField(state.draft, {
          account,
          language: texts.find(({ text }) => text.trim() === '')?.language ?? '',
        }),
      },
    ]
  if (texts.length < 2) return []
  const drift = driftOf({ account, base: state.base?.form, form: state.form, message: state.message })
  if (drift === undefined) return [{ look: 'ok', text: say('checks.together') }]
  if (drift.kind === 'unsaved')
    return [
      {
        look: 'look',
        text: say('checks.driftNow', {
          changed: autonym(drift.changed),
          unchanged: autonym(drift.unchanged),
        }),
      },
    ]
  return [
    {
      look: 'look',
      text: say('checks.drift', {
        newer: autonym(drift.newer),
        older: autonym(drift.older),
        at: words.when(drift.atMs, Date.now()),
      }),
    },
  ]
}

function lengthFindings({ state, accounts }: Props, words: PublishWords): Finding[] {
  const { draft } = state
  const known = draft.accounts.flatMap((id) => accounts.find((one) => one.id === id) ?? [])
  const measured = known.flatMap((account) =>
    account.languages.flatMap((language) =>
      goingAt(state, { account, language }).lengths.map((length, at, all) => ({
        ...{ account, language, length },
        part: all.length > 1 ? at + 1 : 0,
      })),
    ),
  )
  const limited = measured.filter(({ length }) => length.max !== undefined)
  const over = limited.filter(({ length }) => isOver(length))
  if (over.length === 0) return limited.length > 0 ? [{ look: 'ok', text: words.say('checks.fits') }] : []
  const found = over.map(({ account, language, length, part }): Finding => {
    const values = { name: account.name, network: networkWord(account, words), language: autonym(language) }
    const text = words.say('checks.tooLong', { ...values, part, over: length.n - (length.max ?? 0) })
    return { look: 'look', text, at: wordsField(draft, { account: account.id, language }) }
  })
  return [...found, ...(draft.aside.thread ? uncut(state, over, words) : splitOffer(state, words))]
}

/** A thread is cut for an account once it is connected: before, nobody knows by which rules. */
function uncut(
  { checked }: Composer,
  over: readonly { account: Account; language: string }[],
  { say, list }: PublishWords,
): Finding[] {
  const isUnknown = ({ account, language }: { account: Account; language: string }): boolean =>
    checked?.goesOut.some(
      (one) => one.account === account.id && one.language === language && one.lengths.length === 0,
    ) === true
  const names = [...new Set(over.filter(isUnknown).map(({ account }) => account.name))]
  return names.length === 0 ? [] : [{ look: 'info', text: say('checks.uncut', { names: list(names) }) }]
}

/** Words that are too long for one post may become several. */
function splitOffer({ draft, change }: Composer, { say }: PublishWords): Finding[] {
  const run = (): void => change({ aside: { ...draft.aside, thread: true } })
  return [{ look: 'info', text: say('checks.mayThread'), fix: { label: say('checks.thread'), run } }]
}

/** What the desk would refuse to ask about, in its words; but for texts, which are looked at here as they are typed. */
function problemFindings(props: Props, words: PublishWords): Finding[] {
  const { checked, draft } = props.state
  const isMeasuredHere = ({ why, account, language }: VersionProblem): boolean => {
    if (why === 'empty') return true
    const one = props.accounts.find(({ id }) => id === account)
    return (
      why === 'too-long' &&
      one !== undefined &&
      goingAt(props.state, { account: one, language }).lengths.some(isOver)
    )
  }
  const found = (checked?.problems ?? []).filter((one) => !isMeasuredHere(one))
  return [
    ...placedLines(found, words).map((line): Finding => ({ look: 'look', ...placed(line, draft) })),
    ...placedLines(checked?.hints ?? [], words).map((line): Finding => ({
      look: 'info',
      ...placed(line, draft),
    })),
  ]
}

function placed(
  { text, first }: ReturnType<typeof placedLines>[number],
  draft: Composer['draft'],
): Pick<Finding, 'text' | 'at'> {
  return { text, at: fieldOf(draft, first) }
}

/** That every file can go out as it is or as a copy, once the desk has looked at all of them. */
function fitFinding({ state }: Props, { say }: PublishWords): Finding[] {
  const { draft, checked } = state
  const areKnown = draft.files.every(({ sha256 }) => checked?.files.some((one) => one.sha256 === sha256))
  if (draft.files.length === 0 || !areKnown) return []
  const isAmiss = checked?.problems.some(({ file, why }) => file !== undefined || why === 'too-many-files')
  return isAmiss === true ? [] : [{ look: 'ok', text: say('checks.filesFit', { count: draft.files.length }) }]
}

/** Which accounts are given another copy of a file than the one that was uploaded, and what it is. */
function copyFindings({ state, accounts }: Props, words: PublishWords): Finding[] {
  const { checked, draft } = state
  return (checked?.copies ?? []).flatMap(({ account, of, goes }) => {
    const at = draft.files.findIndex(({ sha256 }) => sha256 === of)
    if (goes.sha256 === of || at === -1) return []
    const isSmaller = goes.bytes < (state.keptFile(of)?.bytes ?? 0)
    const text = words.say('checks.copy', {
      ...{ name: accounts.find(({ id }) => id === account)?.name ?? account, n: at + 1 },
      ...{ isSmaller: isSmaller ? 'yes' : 'no', type: typeName(goes.mediaType) },
      ...sizeWords(goes.bytes, words.number),
    })
    return [{ look: 'info', text }]
  })
}

function textFindings(texts: readonly Text[], { say, list }: PublishWords): Finding[] {
  return texts.flatMap(({ language, text }) => {
    const name = autonym(language)
    const hidden = seenAndHidden(text).filter((one) => one.hidden)
    const signs = [...new Set(hidden.map((one) => codePointsOf(one.text)))].slice(0, 3)
    return [
      ...(hidden.length === 0
        ? []
        : [{ look: 'look' as const, text: say('checks.hidden', { language: name, signs: list(signs) }) }]),
    ]
  })
}

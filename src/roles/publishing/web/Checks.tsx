import { Check, CircleAlert, Info } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { VersionProblem } from '#roles/publishing/contract.ts'
import { codePointsOf, seenAndHidden } from '#kernel/hidden-characters.ts'
import { plainQuery } from '#roles/publishing/web/data.ts'
import { blanksIn, textAt } from '#roles/publishing/web/draft.ts'
import { driftOf } from '#roles/publishing/web/drift.ts'
import { sizeWords, typeName } from '#roles/publishing/web/files/facts.ts'
import { unevenOptions } from '#roles/publishing/web/poll/poll-drafts.ts'
import { usePollWords } from '#roles/publishing/web/poll/words.ts'
import { problemLines } from '#roles/publishing/web/problem-lines.ts'
import { lengthOn } from '#roles/publishing/web/lengths.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { useSettled } from '#roles/publishing/web/use-settled.ts'
import { autonym, usePublishWords, type PublishWords } from '#roles/publishing/web/words.ts'
import { networkWord } from '#web/network-word.ts'

type Props = { state: Composer; account: string; accounts: readonly Account[] }
type Finding = { look: 'ok' | 'look' | 'info'; text: string }

/** What a careful colleague would point out before approval is asked: hints, never a lock. */
export function Checks({ state, account, accounts }: Props): ReactElement | null {
  const words = usePublishWords()
  const pollWords = usePollWords()
  const findings = [
    ...findingsOf({ state, account, accounts }, words),
    ...pollDrift({ state, account, accounts }, pollWords),
  ]
  const settled = useSettled(textAt(state.draft, account, words.locale))
  if (findings.length === 0) return null
  return (
    <section className="card checks" aria-label={words.say('checks.label')}>
      <ul>
        {findings.map(({ look, text }) => (
          <li key={text} className={look}>
            <LookIcon look={look} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <PlainHints text={settled} />
    </section>
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
    return [{ look: 'look', text: say('checks.missing', { languages: words.list(missing) }) }]
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
    account.languages.map((language) => ({
      account,
      language,
      ...lengthOn(account.network, textAt(draft, account.id, language)),
    })),
  )
  const limited = measured.filter(({ most }) => most !== undefined)
  const over = limited.filter(({ length, most }) => length > (most ?? Infinity))
  if (over.length === 0 && limited.length > 0) return [{ look: 'ok', text: words.say('checks.fits') }]
  return over.map(({ account, language, length, most }) => ({
    look: 'look',
    text: words.say('checks.tooLong', {
      name: account.name,
      network: networkWord(account, words),
      language: autonym(language),
      over: length - (most ?? 0),
    }),
  }))
}

/** What the desk would refuse to ask about, in its words; but for texts, which are looked at here as they are typed. */
function problemFindings({ state, accounts }: Props, words: PublishWords): Finding[] {
  const isMeasuredHere = ({ why, account }: VersionProblem): boolean => {
    const network = accounts.find(({ id }) => id === account)?.network ?? ''
    return why === 'empty' || (why === 'too-long' && lengthOn(network, '').most !== undefined)
  }
  const found = (state.checked?.problems ?? []).filter((one) => !isMeasuredHere(one))
  return problemLines(found, words).map((text) => ({ look: 'look', text }))
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
    const blanks = blanksIn(text)
    const hidden = seenAndHidden(text).filter((one) => one.hidden)
    const signs = [...new Set(hidden.map((one) => codePointsOf(one.text)))].slice(0, 3)
    return [
      ...(blanks.length === 0
        ? []
        : [
            {
              look: 'look' as const,
              text: say('checks.blanks', { language: name, blanks: list(blanks.slice(0, 4)) }),
            },
          ]),
      ...(hidden.length === 0
        ? []
        : [{ look: 'look' as const, text: say('checks.hidden', { language: name, signs: list(signs) }) }]),
    ]
  })
}

/** Hints of plain language in the reader's own language: what could be said more simply. */
function PlainHints({ text }: { text: string }): ReactElement | null {
  const words = usePublishWords()
  const plain = useQuery(plainQuery(words.locale, text))
  const hints = plain.data?.hints ?? []
  if (hints.length === 0 || text.trim() === '') return null
  return (
    <details>
      <summary>{words.say('checks.plain', { count: hints.length, language: autonym(words.locale) })}</summary>
      <ul className="hints">
        {hints.map(({ kind, about, words: why }, place) => (
          // Hints of one reading never move.
          <li key={place} className={kind}>
            <q>{about}</q> {why[words.locale]}
          </li>
        ))}
      </ul>
    </details>
  )
}

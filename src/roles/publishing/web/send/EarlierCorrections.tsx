import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Correction } from '#roles/publishing/corrections/contract.ts'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'

type Props = { corrections: readonly Correction[]; accounts: readonly Account[] }

/** Corrections that are over, newest first: what each said, and the posts it links. */
export function EarlierCorrections({ corrections, accounts }: Props): ReactElement | null {
  const { say } = useSendWords()
  if (corrections.length === 0) return null
  return (
    <details>
      <summary>{say('correct.earlier', { count: corrections.length })}</summary>
      <ul className="stack">
        {corrections.map((one) => (
          <Earlier key={one.id} correction={one} accounts={accounts} />
        ))}
      </ul>
    </details>
  )
}

function Earlier({
  correction,
  accounts,
}: {
  correction: Correction
  accounts: readonly Account[]
}): ReactElement {
  const words = useSendWords()
  const { ended, madeAt, madeBy: name, sentences, places } = correction
  const at = words.when(ended?.at ?? madeAt, Date.now())
  return (
    <li className="small stack tight">
      <span>{words.rich(`correct.was.${ended?.how ?? 'done'}`, { at, name })}</span>
      <Sentences sentences={sentences} />
      <ul className="stack tight">
        {places.flatMap(({ account, language, how, original, sent }) =>
          sent === undefined
            ? []
            : [
                <li key={`${account} ${language}`}>
                  {words.rich('correct.did', {
                    account: accounts.find(({ id }) => id === account)?.name ?? account,
                    language: autonym(language),
                    did: words.say(`did.${how}`),
                  })}
                  <br />
                  <PostLink post={original} word="correct.seeOriginal" />
                  {original !== undefined && ' → '}
                  <PostLink post={sent} word="correct.seeCorrection" />
                </li>,
              ],
        )}
      </ul>
    </li>
  )
}

/** What a correction says in public, each language in its own. */
export function Sentences({ sentences }: Pick<Correction, 'sentences'>): ReactElement {
  return (
    <>
      {Object.entries(sentences).map(([language, sentence]) => (
        <q key={language} lang={language} className="small">
          {sentence}
        </q>
      ))}
    </>
  )
}

type LinkProps = {
  post: { at: string; url?: string | undefined } | undefined
  word: 'correct.seeOriginal' | 'correct.seeCorrection'
}

function PostLink({ post, word }: LinkProps): ReactElement | null {
  const words = useSendWords()
  if (post === undefined) return null
  const said = words.say(word, { at: words.when(post.at, Date.now()) })
  if (post.url === undefined) return <>{said}</>
  return (
    <a href={post.url} target="_blank" rel="noreferrer noopener">
      {said}
    </a>
  )
}

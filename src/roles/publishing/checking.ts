import type { Account } from '#access/people/contract.ts'
import type { VersionContent } from '#kernel/version-content.ts'
import type { Words } from '#kernel/words.ts'
import { unfinishedPoll } from '#networks/check-poll.ts'
import type { ContentProblem } from '#networks/sender.ts'
import type { Room } from '#roles/publishing/act.ts'
import type { Checked, MessageForm, VersionProblem } from '#roles/publishing/contract.ts'
import { Fitter } from '#roles/publishing/fitting.ts'
import { refusalWords } from '#roles/publishing/problems.ts'
import { contentOf, mediaOf, type Place } from '#roles/publishing/rules.ts'
import type { KeptFile } from '#sending/files/contract.ts'

type Named = Pick<Account, 'id' | 'name' | 'network'>

/** What is checked of a version: what goes out, and the files it was made from, in the same order. */
export type Checking = { content: VersionContent; files: readonly { sha256: string }[] }

/**
 * Everything because of which versions could not go out as they stand, by the same function that sends them. Of an account that is
 * not connected only what is missing everywhere is looked at: what it takes is not known here.
 */
export async function problemsOf(
  room: Pick<Room, 'sending'>,
  versions: readonly Checking[],
  accounts: readonly Named[],
): Promise<VersionProblem[]> {
  const problems: VersionProblem[] = []
  for (const version of versions) {
    const { account, language } = version.content
    const found = (await room.sending.check(version.content)) ?? unfinished(version.content)
    if (found.length === 0) continue
    const where = await whereOf(room, { account, language }, accounts)
    problems.push(...found.map((one) => named(one, version, where)))
  }
  return problems
}

async function whereOf(
  room: Pick<Room, 'sending'>,
  { account: id, language }: Place,
  accounts: readonly Named[],
): Promise<Words> {
  const account = accounts.find((one) => one.id === id) ?? { id, name: id, network: id }
  const terms = await room.sending.terms(id)
  return placeWords(account, terms?.name ?? account.network, language)
}

/** What would become of a form, as it is written: what is in the way, and what each account would be given. Nothing is kept of it. */
export async function checkForm(
  room: Room,
  versions: MessageForm['versions'],
  accounts: readonly Named[],
): Promise<Checked> {
  const fitter = new Fitter(room, room.store.db)
  const copies = new Map<string, Checked['copies'][number]>()
  const files = new Map<string, KeptFile>()
  const lost: VersionProblem[] = []
  const checked: Checking[] = []
  for (const { account, language, text, poll, media = [] } of versions) {
    const there: { sha256: string }[] = []
    const going: VersionContent['media'] = []
    for (const file of media) {
      const { sha256 } = file
      const kept = await room.sending.files.find(room.store.db, sha256)
      const copy = kept && (await fitter.copy(account, sha256))
      if (kept === undefined || copy === undefined) {
        lost.push({
          ...{ account, language, why: 'no-such-file', file: sha256 },
          where: await whereOf(room, { account, language }, accounts),
          words: refusalWords('no-such-file'),
        })
        continue
      }
      files.set(sha256, kept)
      copies.set(`${account} ${sha256}`, { account, of: sha256, ...copy })
      there.push({ sha256 })
      going.push(mediaOf(file, copy.goes))
    }
    const content = contentOf({ account, language, text, poll, files: [], media: going })
    checked.push({ content, files: there })
  }
  return {
    problems: [...lost, ...(await problemsOf(room, checked, accounts))],
    files: [...files.values()],
    copies: [...copies.values()],
  }
}

/** What is missing wherever it goes: words of files, and answers of a poll. */
function unfinished(content: VersionContent): ContentProblem[] {
  return [...undescribed(content), ...(content.poll === undefined ? [] : unfinishedPoll(content.poll))]
}

/** Files without a description that are not decorative: whoever does not see them would miss something, wherever it goes. */
function undescribed({ media }: VersionContent): ContentProblem[] {
  return media.flatMap(({ sha256, alt, decorative }, at) =>
    decorative || alt.trim() !== ''
      ? []
      : [
          {
            ...{ why: 'alt-missing', file: sha256 },
            words: {
              en: `File ${at + 1} has no description. Describe it, or mark it as decorative.`,
              fr: `Le fichier ${at + 1} n’a pas de description. Décrivez-le, ou marquez-le comme décoratif.`,
            },
          },
        ],
  )
}

/** A problem with where it is: whoever reads it has many accounts and two languages before them. */
function named(
  { why, file, limit, actual, words }: ContentProblem,
  { content, files }: Checking,
  where: Words,
): VersionProblem {
  const { account, language } = content
  const at = content.media.findIndex(({ sha256 }) => sha256 === file)
  const of = files[at]?.sha256
  return {
    ...{ account, language, why, where, words },
    ...(of === undefined ? {} : { file: of }),
    ...(limit === undefined ? {} : { limit }),
    ...(actual === undefined ? {} : { actual }),
  }
}

/** An account as people call it, with what its network is called where that is another word, and a language. */
function placeWords(account: Named, network: string, language: string): Words {
  const name = account.name === network ? account.name : `${account.name} (${network})`
  return { en: `${name}, ${languageName(language, 'en')}`, fr: `${name}, ${languageName(language, 'fr')}` }
}

function languageName(tag: string, reader: 'en' | 'fr'): string {
  try {
    return new Intl.DisplayNames(reader, { type: 'language', fallback: 'code' }).of(tag) ?? tag
  } catch (error) {
    // What is checked is not saved yet, and may hold anything as a language.
    if (error instanceof RangeError) return tag
    throw error
  }
}

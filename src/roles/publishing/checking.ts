import type { Account } from '#access/people/contract.ts'
import type { Lane } from '#kernel/permission.ts'
import type { VersionContent } from '#kernel/version-content.ts'
import type { Words } from '#kernel/words.ts'
import { unfinishedCard } from '#networks/check-card.ts'
import { unfinishedPoll } from '#networks/check-poll.ts'
import type { ContentProblem } from '#networks/sender.ts'
import { tagsOf } from '#roles/publishing/campaigns/store.ts'
import type { Room } from '#roles/publishing/act.ts'
import type { Checked, CheckForm, GoesOut, VersionForm, VersionProblem } from '#roles/publishing/contract.ts'
import { hintsFor } from '#roles/publishing/hints.ts'
import { languageName } from '#roles/publishing/language-name.ts'
import { refusalWords } from '#roles/publishing/problems.ts'
import { contentOf, mediaOf, type Place } from '#roles/publishing/rules.ts'
import { gateProblems } from '#roles/publishing/writing/gate.ts'
import { lengthOf } from '#roles/publishing/writing/line.ts'
import { Preparer } from '#roles/publishing/writing/preparing.ts'
import type { KeptFile } from '#sending/files/contract.ts'

type Named = Pick<Account, 'id' | 'name' | 'network'>

/** What is checked of a version: as it was written, what goes out, and the files it was made from, in the same order. */
export type Checking = {
  written: VersionForm
  content: VersionContent
  files: readonly { sha256: string }[]
}

/** What is said of a version before it is said where. */
type Found = Omit<ContentProblem, 'why'> & { why: string }

/**
 * Everything because of which versions could not go out as they stand: what their words still hold, and what their network says, by
 * the same function that sends them. Of an account that is not connected only what is missing everywhere is looked at: what it
 * takes is not known here.
 */
export async function problemsOf(
  room: Pick<Room, 'sending'>,
  { preparer, lane, versions }: { preparer: Preparer; lane: Lane; versions: readonly Checking[] },
  accounts: readonly Named[],
): Promise<VersionProblem[]> {
  const problems: VersionProblem[] = []
  for (const version of versions) {
    const { account, language, correction } = version.content
    const around = await preparer.around(version.written, lane)
    const gate = gateProblems(version.written, around, correction)
    const sent = (await room.sending.check(version.content)) ?? unfinished(version.content)
    // The address of a card is looked at by both: it is told once.
    const isLinkTold = gate.some(({ why }) => why.startsWith('link-'))
    const found: Found[] = [...gate, ...sent.filter(({ why }) => why !== 'card-address' || !isLinkTold)]
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

/** What would become of a form, as it is written: what is in the way, and what goes out to each account. Nothing is kept of it. */
export async function checkForm(
  room: Room,
  { versions, lane = 'normal', message }: CheckForm,
  accounts: readonly Named[],
): Promise<Checked> {
  const preparer = new Preparer(
    room,
    message === undefined ? undefined : () => tagsOf(room.store.db, message),
  )
  const copies = new Map<string, Checked['copies'][number]>()
  const files = new Map<string, KeptFile>()
  const lost: VersionProblem[] = []
  const checked: Checking[] = []
  const goesOut: GoesOut[] = []
  for (const written of versions) {
    const { account, language, poll, media = [] } = written
    const place = { account, language }
    const isLost = async (sha256: string): Promise<void> => {
      const where = await whereOf(room, place, accounts)
      lost.push({ ...place, why: 'no-such-file', file: sha256, where, words: refusalWords('no-such-file') })
    }
    const there: { sha256: string }[] = []
    const going: VersionContent['media'] = []
    for (const file of media) {
      const { sha256 } = file
      const kept = await room.sending.files.find(room.store.db, sha256)
      const copy = kept && (await preparer.fitter.copy(account, sha256))
      if (kept === undefined || copy === undefined) {
        await isLost(sha256)
        continue
      }
      files.set(sha256, kept)
      copies.set(`${account} ${sha256}`, { account, of: sha256, ...copy })
      there.push({ sha256 })
      going.push(mediaOf(file, copy.goes, language))
      const captions = file.captions && (await room.sending.files.find(room.store.db, file.captions))
      if (captions) files.set(captions.sha256, captions)
    }
    const { card, isLost: isCardLost } = await preparer.card(written)
    if (isCardLost && written.card?.image !== undefined) await isLost(written.card.image)
    const words = await preparer.words(written, lane)
    const content = contentOf({ ...place, ...words, poll, card, media: going })
    checked.push({ written, content, files: there })
    goesOut.push({ ...place, ...words, lengths: await lengthsOf(preparer, content), ...(card && { card }) })
  }
  return {
    problems: [...lost, ...(await problemsOf(room, { preparer, lane, versions: checked }, accounts))],
    files: [...files.values()],
    copies: [...copies.values()],
    goesOut,
    hints: await hintsOf(room, { preparer, versions: checked }, accounts),
  }
}

/** What is worth a look. What is the same for every account is said once, for the first. */
async function hintsOf(
  room: Room,
  { preparer, versions }: { preparer: Preparer; versions: readonly Checking[] },
  accounts: readonly Named[],
): Promise<VersionProblem[]> {
  const hints = new Map<string, VersionProblem>()
  for (const version of versions) {
    const found = await hintsFor(room, preparer, version)
    if (found.length === 0) continue
    const where = await whereOf(room, version.content, accounts)
    for (const one of found) {
      const hint = named(one, version, where)
      const name = `${hint.language} ${hint.file} ${hint.words.en}`
      if (!hints.has(name)) hints.set(name, hint)
    }
  }
  return [...hints.values()]
}

/** How long each part is, as its network counts. */
async function lengthsOf({ fitter }: Preparer, content: VersionContent): Promise<GoesOut['lengths']> {
  const terms = await fitter.terms(content.account)
  return terms === undefined ? [] : content.parts.map((part) => lengthOf(terms, part, content))
}

/** What is missing wherever it goes: words of files, and answers of a poll. */
function unfinished(content: VersionContent): ContentProblem[] {
  return [
    ...undescribed(content),
    ...(content.poll === undefined ? [] : unfinishedPoll(content.poll)),
    ...(content.card === undefined ? [] : unfinishedCard(content.card)),
  ]
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
  { why, file, limit, actual, words }: Found,
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

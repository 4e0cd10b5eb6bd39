import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Message, MessageVersion, Publication } from '#roles/publishing/contract.ts'
import { CopyText } from '#roles/publishing/web/CopyText.tsx'
import { NotePublished } from '#roles/publishing/web/NotePublished.tsx'
import { NoteTakenDown } from '#roles/publishing/web/NoteTakenDown.tsx'
import { PollByHand } from '#roles/publishing/web/poll/PollByHand.tsx'
import { isInOutbox, isOnBoard, waysOf } from '#roles/publishing/web/send/ways.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import type { VersionContent } from '#kernel/version-content.ts'
import type { DeliveryView } from '#sending/contract.ts'
import { fileAddress } from '#sending/files/contract.ts'
import { boardQuery, itemQuery } from '#sending/web/data.ts'

type Props = { message: Message; accounts: readonly Account[]; isDirty: boolean }

/**
 * What is public of a message, and publishing by hand: copy exactly what was approved, publish it there, note where it stands.
 * For accounts that the desk sends to itself it is the second way, and none at all while the outbox has it.
 */
export function ByHand({ message, accounts, isDirty }: Props): ReactElement | null {
  const { say } = usePublishWords()
  const board = useQuery(boardQuery).data?.accounts ?? []
  const deliveries = useQuery(itemQuery(`message:${message.id}`)).data?.deliveries ?? []
  const mayGoOut = message.approval?.state === 'approved' && !isDirty
  if (message.lane === 'exercise' || (!mayGoOut && message.publications.length === 0)) return null
  const ways = waysOf(message, { accounts, board })
  const versions = message.versions.filter((one) => !isOnBoard(one, deliveries))
  const hasEnded = message.publications.some(({ ended }) => ended !== undefined)
  if (versions.length === 0 && !hasEnded) return null
  const isByHand = ways.some(({ by }) => by !== 'network')
  const title = say(isByHand || message.publications.length === 0 ? 'hand.title' : 'hand.titlePublic')
  return (
    <section className="card pane stack by-hand" aria-label={title}>
      <h2>{title}</h2>
      {isByHand && mayGoOut && message.state !== 'published' && <p className="small">{say('hand.lede')}</p>}
      <ul className="stack">
        {versions.map((version) => {
          const way = ways.find(({ account }) => account === version.content.account)
          return (
            <Place
              key={`${version.content.account} ${version.content.language}`}
              {...{ message, version, mayGoOut, deliveries }}
              account={way?.name ?? version.content.account}
              isSentByDesk={way?.by === 'network'}
            />
          )
        })}
      </ul>
      <Earlier message={message} />
    </section>
  )
}

type PlaceProps = {
  message: Message
  version: MessageVersion
  account: string
  mayGoOut: boolean
  isSentByDesk: boolean
  deliveries: readonly DeliveryView[]
}

function Place(props: PlaceProps): ReactElement {
  const { message, version, account, mayGoOut, isSentByDesk, deliveries } = props
  const { say } = usePublishWords()
  const { content, sha256, may, public: live } = version
  const language = autonym(content.language)
  const isOpen = mayGoOut && live?.sha256 !== sha256
  const inOutbox = isInOutbox(version, deliveries)
  // What the desk can take down itself is taken down there, above.
  const canTakeDown = deliveries.some(({ id, may: mayDo }) => id === live?.id && mayDo.includes('take-down'))
  const byHand = (
    <>
      {content.contentWarning !== undefined && (
        <p className="small">{say('hand.warning', { language, warning: content.contentWarning })}</p>
      )}
      <FilesByHand content={content} />
      {content.poll !== undefined && <PollByHand poll={content.poll} language={content.language} />}
      <div className="row">
        <CopyText id={message.id} place={content} />
        <NotePublished {...{ message, version, account }} />
      </div>
    </>
  )
  return (
    <li className="place stack tight">
      <h3>
        {language} <span className="small muted">{account}</span>
      </h3>
      {live && <Live live={live} isNow={live.sha256 === sha256} deliveries={deliveries} />}
      {!live && !mayGoOut && <p className="small muted">{say('hand.notPublic')}</p>}
      {isOpen && inOutbox && <p className="small muted">{say('hand.inOutbox')}</p>}
      {isOpen && !inOutbox && !may.publish && <p className="small muted">{say('hand.notYours')}</p>}
      {isOpen && !inOutbox && may.publish && !isSentByDesk && byHand}
      {isOpen && !inOutbox && may.publish && isSentByDesk && (
        <details>
          <summary className="small">{say('hand.instead', { language })}</summary>
          {byHand}
        </details>
      )}
      {may.publish && live && !canTakeDown && (
        <div className="row">
          <NoteTakenDown {...{ message, publication: live, account }} />
        </div>
      )}
    </li>
  )
}

/** The files that go with the text, to be saved and added there, each with its description. */
function FilesByHand({ content }: { content: VersionContent }): ReactElement | null {
  const { say } = usePublishWords()
  const { media, language } = content
  if (media.length === 0) return null
  return (
    <div className="small">
      <p>{say('hand.files', { count: media.length })}</p>
      <ol className="stack tight">
        {media.map(({ sha256, mediaType, alt, captions }, at) => (
          <li key={sha256}>
            <a
              href={fileAddress(sha256)}
              download={`${at + 1}.${mediaType.split('/')[1] ?? 'file'}`}
              aria-label={say('hand.fileName', { n: at + 1, language: autonym(language) })}
            >
              {say('hand.file', { n: at + 1 })}
            </a>{' '}
            <span lang={language} dir="auto">
              {alt}
            </span>
            {captions !== undefined && (
              <>
                {' '}
                <a href={fileAddress(captions.sha256)} download={`${at + 1}.${captions.language}.vtt`}>
                  {say('hand.captions', { language: autonym(captions.language) })}
                </a>
              </>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

type LiveProps = { live: Publication; isNow: boolean; deliveries: readonly DeliveryView[] }

/** Since when it is public, by whom, and where, if its network gives posts an address. */
function Live({ live, isNow, deliveries }: LiveProps): ReactElement {
  const words = usePublishWords()
  // The outbox notes what it sent under the name of the delivery.
  const isSent = deliveries.some(({ id }) => id === live.id)
  const said = isSent ? 'hand.publicSent' : 'hand.public'
  return (
    <p className="small">
      {words.say(isNow ? said : 'hand.publicEarlier', {
        at: words.when(live.publishedAt, Date.now()),
        name: live.notedBy,
      })}{' '}
      {live.url !== '' && (
        <a href={live.url} target="_blank" rel="noreferrer noopener">
          {shortUrl(live.url)}
        </a>
      )}
    </p>
  )
}

/** What was public once: replaced or taken down, when, by whom, why. */
function Earlier({ message }: { message: Message }): ReactElement | null {
  const words = usePublishWords()
  const ended = message.publications.filter((one) => one.ended !== undefined)
  if (ended.length === 0) return null
  return (
    <details>
      <summary>{words.say('hand.earlier', { count: ended.length })}</summary>
      <ul className="stack">
        {ended.map((one) => (
          <li key={one.id} className="small">
            {words.say(`hand.ended.${one.ended?.how ?? 'replaced'}`, {
              language: autonym(one.language),
              at: words.when(one.ended?.at ?? one.publishedAt, Date.now()),
              name: one.ended?.by,
            })}
            {one.ended?.reason !== undefined && <q>{one.ended.reason}</q>}
          </li>
        ))}
      </ul>
    </details>
  )
}

const urlShownMax = 40

function shortUrl(url: string): string {
  const plain = url.replace(/^https?:\/\//u, '')
  return plain.length > urlShownMax ? `${plain.slice(0, urlShownMax)}…` : plain
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Bell as BellIcon, CheckCheck, Inbox } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { Notice } from '#access/notices/contract.ts'
import { herald } from '#web/parts/Announcer/announce.ts'
import { useProblemWords } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { bellQuery, markRead, useLiveApprovals } from '#web/shell/Bell/bell-query.ts'
import { noticeWords, pathOf, urgentKinds } from '#web/shell/Bell/notice-words.ts'
import { useWords } from '#web/words.tsx'
import '#web/parts/Menu/Menu.css'
import './Bell.css'

const countedMax = 9

/** What somebody should know and has not read yet, wherever they are on the desk. */
export function Bell(): ReactElement {
  const { say, number } = useWords()
  const { data } = useQuery(bellQuery)
  useLiveApprovals()
  const notices = data?.notices ?? []
  const open = useOpenNotice()
  useSpeakUp(data?.notices, open)
  const count = notices.length
  return (
    <MenuTrigger>
      <AriaButton className="button quiet bell" aria-label={say('bell.label', { count })}>
        <BellIcon className="icon" aria-hidden="true" />
        {count > 0 && (
          <span className="n" aria-hidden="true">
            {count > countedMax ? `${number(countedMax)}+` : number(count)}
          </span>
        )}
      </AriaButton>
      <Popover className="menu-box" placement="bottom end">
        <NoticeMenu notices={notices} open={open} />
      </Popover>
    </MenuTrigger>
  )
}

function NoticeMenu({ notices, open }: { notices: readonly Notice[]; open: Open }): ReactElement {
  const { say } = useWords()
  const navigate = useNavigate()
  const read = useMarkRead()
  const nowMs = Date.now()
  return (
    <Menu className="menu notices" aria-label={say('bell.title')}>
      <MenuSection aria-label={say('bell.title')}>
        <Header>{notices.length === 0 ? say('bell.none') : say('bell.title')}</Header>
        {notices.map((notice) => (
          <MenuItem
            key={notice.id}
            id={notice.id}
            textValue={noticeWords(notice, say)}
            onAction={() => open(notice)}
          >
            <span className={urgentKinds.includes(notice.kind) ? 'urgent' : ''}>
              {noticeWords(notice, say)}
            </span>
            <span className="small muted">
              <Time at={notice.at} nowMs={nowMs} />
            </span>
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection aria-label={say('bell.toApprovals')}>
        <MenuItem
          id="all"
          textValue={say('bell.toApprovals')}
          onAction={() => void navigate({ to: '/approvals' })}
        >
          <span className="row">
            <Inbox className="icon" aria-hidden="true" />
            {say('bell.toApprovals')}
          </span>
        </MenuItem>
        {notices.length > 0 && (
          <MenuItem
            id="read"
            textValue={say('bell.readAll')}
            onAction={() => read({ upTo: Math.max(...notices.map(({ id }) => id)) })}
          >
            <span className="row">
              <CheckCheck className="icon" aria-hidden="true" />
              {say('bell.readAll')}
            </span>
          </MenuItem>
        )}
      </MenuSection>
    </Menu>
  )
}

type Open = (notice: Notice) => void

/** Marks as read, and says so when that did not work. */
function useMarkRead(): (seen: Parameters<typeof markRead>[0]) => void {
  const queries = useQueryClient()
  const problemWords = useProblemWords()
  return (seen) =>
    void markRead(seen)
      .catch((error: unknown) => toasts.say({ text: problemWords(error) }))
      .then(() => queries.invalidateQueries({ queryKey: bellQuery.queryKey }))
}

/** Goes where a notice leads; it is read then. */
function useOpenNotice(): Open {
  const navigate = useNavigate()
  const read = useMarkRead()
  return (notice) => {
    read({ ids: [notice.id] })
    void navigate({ to: pathOf(notice) })
  }
}

/** Says what is new once: politely; what cannot wait stands on the screen too, with the way to it. */
function useSpeakUp(notices: readonly Notice[] | undefined, open: Open): void {
  const { say } = useWords()
  const known = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (notices === undefined) return
    const before = known.current
    known.current = Math.max(before ?? 0, ...notices.map(({ id }) => id))
    if (before === undefined) return
    const fresh = notices.filter(({ id }) => id > before)
    const [newest] = fresh
    if (newest === undefined) return
    const urgent = fresh.find(({ kind }) => urgentKinds.includes(kind))
    if (urgent) {
      const undo = { label: say('bell.open'), run: () => open(urgent) }
      toasts.say({ text: noticeWords(urgent, say), undo })
    } else
      herald.announce(fresh.length > 1 ? say('bell.many', { count: fresh.length }) : noticeWords(newest, say))
  })
}

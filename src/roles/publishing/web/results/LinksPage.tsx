import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, Copy } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ShortLink } from '#roles/publishing/results/contract.ts'
import { makeShort, shortLinksQuery } from '#roles/publishing/web/results/data.ts'
import { useResultWords } from '#roles/publishing/web/results/words.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import '#roles/publishing/web/Publish.css'
import './Results.css'

/** Short addresses of ours: made here, and counted by day without anything of who opens them. */
export function LinksPage(): ReactElement {
  const { say } = useResultWords()
  const publish = usePublishWords()
  const navigate = useNavigate()
  const links = useQuery(shortLinksQuery)
  const mayWrite = useMay('write')
  usePageTitle(say('links.title'))
  useKey('back', () => void navigate({ to: '/publish' }))
  const known = links.data?.links ?? []
  return (
    <div className="stack wide publish">
      <p className="back">
        <Link to="/publish">
          <ArrowLeft className="icon" aria-hidden="true" /> {publish.say('message.back')}
        </Link>
      </p>
      <header>
        <h1>{say('links.title')}</h1>
        <p className="lede">{say('links.lede')}</p>
      </header>
      {mayWrite ? <NewLink /> : <Notice>{say('links.mayNot')}</Notice>}
      {links.error && <ProblemNotice error={links.error} onAgain={() => void links.refetch()} />}
      {links.isPending && <Skeleton lines={4} />}
      {links.data && known.length === 0 && (
        <Empty why={say('links.none')} example={say('links.noneExample')} />
      )}
      {known.length > 0 && <LinkTable links={known} />}
      {links.data?.more === true && <p className="small">{say('links.more')}</p>}
    </div>
  )
}

function NewLink(): ReactElement {
  const { say } = useResultWords()
  const queries = useQueryClient()
  const [url, setUrl] = useState('')
  const tries = useTries(url.trim() === '' ? { url: say('links.wrong') } : {})
  const make = useMutation({
    mutationFn: () => makeShort(url.trim()),
    async onSuccess() {
      setUrl('')
      tries.reset()
      await queries.invalidateQueries({ queryKey: shortLinksQuery.queryKey })
    },
  })
  return (
    <>
      <Form
        className="card pane"
        tries={tries}
        act={make}
        press={say('links.make')}
        onSubmit={() => make.mutate()}
      >
        <TextField
          name="url"
          label={say('links.url')}
          help={say('links.urlHelp')}
          value={url}
          error={tries.errorOf('url')}
          onChange={setUrl}
          spellCheck={false}
          lengthMax={2000}
        />
      </Form>
      {make.data && (
        <Notice look="info" live>
          <p>{say('links.new', { short: make.data.short, url: make.data.url })}</p>
        </Notice>
      )}
    </>
  )
}

function LinkTable({ links }: { links: readonly ShortLink[] }): ReactElement {
  const { say } = useResultWords()
  return (
    <section className="stack">
      <div className="scroll-x card" tabIndex={0} role="region" aria-label={say('links.table')}>
        <table className="table short-links">
          <thead>
            <tr>
              <th scope="col">{say('links.short')}</th>
              <th scope="col">{say('links.to')}</th>
              <th scope="col" className="n">
                {say('links.in30')}
              </th>
              <th scope="col" className="n">
                {say('links.inAll')}
              </th>
              <th scope="col" className="n">
                {say('links.others')}
              </th>
              <th scope="col">{say('links.madeHead')}</th>
            </tr>
          </thead>
          <tbody>
            {links.map((link) => (
              <Row key={link.code} link={link} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="small muted prose">{say('links.note')}</p>
    </section>
  )
}

function Row({ link }: { link: ShortLink }): ReactElement {
  const words = useResultWords()
  const { say, number } = words
  const { short, url, opened, last30, madeBy, madeAt } = link
  return (
    <tr>
      <th scope="row">
        <code>{short.replace(/^https?:\/\//u, '')}</code>
        <div>
          <Button
            small
            icon={Copy}
            label={say('links.copyName', { short })}
            onPress={() => void copy(short, words)}
          >
            {say('links.copy')}
          </Button>
        </div>
      </th>
      <td>
        <a href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
      </td>
      <td className="n">{number(last30.people)}</td>
      <td className="n">{number(opened.people)}</td>
      <td className="n">{number(opened.robots + opened.ahead)}</td>
      <td>{say('links.made', { name: madeBy, at: words.day(madeAt) })}</td>
    </tr>
  )
}

/** Some browsers let no page write to the clipboard: the address stands beside the button, to be taken by hand. */
async function copy(short: string, { say }: ReturnType<typeof useResultWords>): Promise<void> {
  try {
    await navigator.clipboard.writeText(short)
    toasts.say({ text: say('links.copied', { short }) })
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error
    toasts.say({ text: short })
  }
}

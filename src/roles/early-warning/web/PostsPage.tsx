import { fromAbsolute, parseDate, toZoned } from '@internationalized/date'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'
import { linkBelow } from '#roles/early-warning/web/register/LinkPost.tsx'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { PostList } from '#web/parts/PostList/PostList.tsx'
import './PostsPage.css'

/** Search over the posts we kept. Everything asked for is in the address, so that it can be pasted into a chat. */
export function PostsPage(): ReactElement {
  const { say, timeZone } = useWatchWords()
  const search = useSearch({ from: '/search' })
  const mayWatch = useMay('watch')
  const asked = search.q !== undefined
  usePageTitle(search.q ? `${search.q}, ${say('area.posts')}` : say('area.posts'))
  return (
    <div className="stack wide">
      <header>
        <h1>{say('area.posts')}</h1>
        <p className="lede">{say('posts.lede')}</p>
      </header>
      <SearchForm key={`${search.q} ${search.from} ${search.to}`} />
      {asked ? (
        <>
          <PostList
            path="/api/posts"
            query={{ q: search.q, from: startOf(search.from, timeZone), to: endOf(search.to, timeZone) }}
            terms={plainTerms(search.q ?? '')}
            label={say('posts.found')}
            empty={<Empty why={say('posts.none')} example={say('posts.noneExample')} />}
            below={linkBelow}
          />
          {mayWatch && (
            <p>
              <Link to="/now/watches/new" search={{ rule: search.q }}>
                {say('posts.makeWatch')}
              </Link>
            </p>
          )}
        </>
      ) : (
        <Empty
          why={say('posts.notAsked')}
          example={say('posts.example')}
          action={
            <Link className="button" to="/search" search={{ q: '"brown water" OR "eau brune"' }}>
              "brown water" OR "eau brune"
            </Link>
          }
        />
      )}
    </div>
  )
}

function SearchForm(): ReactElement {
  const { say } = useWatchWords()
  const search = useSearch({ from: '/search' })
  const navigate = useNavigate()
  const [q, setQ] = useState(search.q ?? '')
  const [from, setFrom] = useState(search.from ?? '')
  const [to, setTo] = useState(search.to ?? '')
  const submit = (): void =>
    void navigate({
      to: '/search',
      search: { ...(q.trim() ? { q: q.trim() } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) },
    })
  return (
    <form
      role="search"
      className="search-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        name="q"
        type="search"
        label={say('posts.words')}
        value={q}
        onChange={setQ}
        lengthMax={2048}
        autoFocus={search.q === undefined}
        spellCheck={false}
      />
      <TextField name="from" type="date" label={say('posts.from')} value={from} onChange={setFrom} />
      <TextField name="to" type="date" label={say('posts.to')} value={to} onChange={setTo} />
      <Button look="primary" type="submit" icon={Search}>
        {say('posts.go')}
      </Button>
    </form>
  )
}

function startOf(day: string | undefined, timeZone: string): string | undefined {
  return day === undefined ? undefined : toZoned(parseDate(day), timeZone).toAbsoluteString()
}

/** The end of a day is the start of the next one; days with a change of clocks are shorter or longer. */
function endOf(day: string | undefined, timeZone: string): string | undefined {
  if (day === undefined) return undefined
  const next = toZoned(parseDate(day).add({ days: 1 }), timeZone)
  return fromAbsolute(next.toDate().getTime() - 1, timeZone).toAbsoluteString()
}

/** The words of a query worth marking: no operators, nothing excluded. */
function plainTerms(q: string): string[] {
  const parts = q.match(/-?"[^"]+"|\S+/g) ?? []
  return parts
    .filter((part) => !part.startsWith('-') && !/^(OR|AND)$/.test(part) && !/^[a-z_]+:/.test(part))
    .map((part) => part.replace(/^[("#@]+|[)"]+$/g, ''))
}

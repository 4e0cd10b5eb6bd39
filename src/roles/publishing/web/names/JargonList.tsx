import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { mayMean } from '#roles/publishing/web/compose/mention-typing.ts'
import { jargonQuery, removeJargon } from '#roles/publishing/web/names/data.ts'
import { JargonDialog } from '#roles/publishing/web/names/JargonDialog.tsx'
import { JargonImport } from '#roles/publishing/web/names/JargonImport.tsx'
import { useNameWords } from '#roles/publishing/web/names/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import type { JargonWord } from '#roles/publishing/writing/plain/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Words shown before the list is searched, and at most at once. */
const unsearchedMax = 12
const shownMax = 200

/** Words of ours that readers may not know, in each language, and what to write instead. */
export function JargonList(): ReactElement {
  const { say } = useNameWords()
  const list = useQuery(jargonQuery)
  const [opened, setOpened] = useState<JargonWord | 'new'>()
  const [wanted, setWanted] = useState('')
  const words = list.data?.words ?? []
  const found = words.filter(({ term, plain }) => [term, plain].some((one) => mayMean(one, wanted.trim())))
  const mayChange = list.data?.mayChange === true
  const add = mayChange && (
    <Button icon={Plus} onPress={() => setOpened('new')}>
      {say('jargon.add')}
    </Button>
  )
  return (
    <section className="card pane stack" aria-labelledby="jargon-list">
      <div className="row between">
        <h2 id="jargon-list">{say('jargon.title')}</h2>
        {words.length > 0 && add}
      </div>
      <p className="small muted prose">{say('jargon.lede')}</p>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={3} />}
      {list.data && words.length === 0 && (
        <Empty
          why={say('jargon.none')}
          example={say(mayChange ? 'jargon.example' : 'book.noneAsk')}
          action={add}
        />
      )}
      {words.length > unsearchedMax && (
        <TextField
          name="find-word"
          type="search"
          label={say('jargon.find')}
          value={wanted}
          onChange={setWanted}
        />
      )}
      {words.length > 0 && found.length === 0 && <p className="muted">{say('jargon.notFound')}</p>}
      <ul className="name-list">
        {found.slice(0, shownMax).map((word) => (
          <Word
            key={`${word.language} ${word.term}`}
            word={word}
            mayChange={mayChange}
            onOpen={() => setOpened(word)}
          />
        ))}
      </ul>
      {found.length > shownMax && (
        <p className="small muted">{say('jargon.rest', { count: found.length - shownMax })}</p>
      )}
      {mayChange && <JargonImport />}
      {opened !== undefined && (
        <JargonDialog
          key={opened === 'new' ? 'new' : opened.term}
          word={opened === 'new' ? undefined : opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  )
}

type WordProps = { word: JargonWord; mayChange: boolean; onOpen: () => void }

function Word({ word, mayChange, onOpen }: WordProps): ReactElement {
  const { say } = useNameWords()
  const { language, term, plain } = word
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeJargon({ language, term }),
    onSuccess: async () => {
      toasts.say({ text: say('jargon.removed', { term }) })
      await queries.invalidateQueries({ queryKey: jargonQuery.queryKey })
    },
  })
  return (
    <li>
      <div className="stack tight">
        <span>
          <b lang={language}>{term}</b> <span className="small muted">{autonym(language)}</span>
        </span>
        <span className="small">
          {plain === '' ? (
            <span className="muted">{say('jargon.noPlain')}</span>
          ) : (
            <>
              {say('jargon.instead')} <span lang={language}>{plain}</span>
            </>
          )}
        </span>
        {remove.error && <ProblemNotice error={remove.error} />}
      </div>
      {mayChange && (
        <span className="row">
          <Button small label={say('book.changeName', { name: term })} onPress={onOpen}>
            {say('book.change')}
          </Button>
          <Button
            small
            look="quiet"
            isDisabled={remove.isPending}
            label={say('book.removeName', { name: term })}
            onPress={() => remove.mutate()}
          >
            {say('book.remove')}
          </Button>
        </span>
      )}
    </li>
  )
}

import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { AddressBook } from '#roles/publishing/web/names/AddressBook.tsx'
import { JargonList } from '#roles/publishing/web/names/JargonList.tsx'
import { useNameWords } from '#roles/publishing/web/names/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import '#roles/publishing/web/Publish.css'

/** What writers are offered while they write: whom they mention, and which words readers may not know. */
export function NamesPage(): ReactElement {
  const { say } = useNameWords()
  usePageTitle(say('names.title'))
  return (
    <div className="stack wide publish">
      <p className="back">
        <Link to="/publish">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('names.back')}
        </Link>
      </p>
      <h1>{say('names.title')}</h1>
      <AddressBook />
      <JargonList />
    </div>
  )
}

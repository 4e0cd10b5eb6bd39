import { useState, type ReactElement } from 'react'
import type { Face, FaceField, FacePurpose } from '#roles/faces/people/contract.ts'
import { FaceView } from '#roles/faces/web/people/FaceView.tsx'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'

type Props = { face: Face; fields: readonly FaceField[]; purposes: readonly FacePurpose[] }

/** What the public would see by what is ticked, in either language. */
export function Preview({ face, fields, purposes }: Props): ReactElement {
  const { say, locale } = useDirectoryWords()
  const [language, setLanguage] = useState(locale)
  const other = language === 'en' ? 'fr' : 'en'
  const has = (field: FaceField): boolean => fields.includes(field)
  const shown = {
    name: face.name,
    languages: has('languages') ? face.languages : [],
    ...(has('team') ? { team: face.team } : {}),
    ...(has('pronoun') && face.pronoun ? { pronoun: face.pronoun } : {}),
    ...(has('hours') && face.hours ? { hours: face.hours } : {}),
    ...(has('helps') && face.helps ? { helps: face.helps } : {}),
    ...(has('photo') && face.photo ? { photo: face.photo } : {}),
  }
  const line = face.byline?.[language] ?? [face.name, shown.team?.[language]].filter(Boolean).join(', ')
  return (
    <section className="preview stack" aria-label={say('preview.title')}>
      <div className="row between">
        <h3>{say('preview.title')}</h3>
        <Button small look="quiet" onPress={() => setLanguage(other)}>
          {say(`preview.${other}`)}
        </Button>
      </div>
      <FaceView
        face={shown}
        language={language}
        photoPath={shown.photo && `/api/faces/mine/photo?sha256=${shown.photo.sha256}`}
      />
      {purposes.includes('byline') && (
        <p>
          <span className="small muted">{say('preview.line')}</span>
          <br />
          <span lang={`${language}-CA`}>{line}</span>
        </p>
      )}
    </section>
  )
}

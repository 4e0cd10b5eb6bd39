import type { ReactElement } from 'react'
import type { ShownFace } from '#roles/faces/people/contract.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import '#roles/faces/web/Directory.css'

type Props = {
  face: ShownFace
  /** Where the picture is read. */
  photoPath?: string | undefined
  /** The language it is shown in: the reader's own, or the other one to look at it. */
  language?: 'en' | 'fr' | undefined
}

/** Somebody as the public meets them. */
export function FaceView({ face, photoPath, language }: Props): ReactElement {
  const words = useDirectoryWords()
  const lang = language ?? words.locale
  const { name, team, pronoun, helps, hours, languages, photo } = face
  const facts = [
    { key: 'helps', value: helps?.[lang] },
    { key: 'languages', value: languages.length > 0 ? spoken(languages, lang) : undefined },
    { key: 'hours', value: hours?.[lang] },
  ] as const
  return (
    <div className="face-view" lang={`${lang}-CA`}>
      {photo && photoPath !== undefined ? (
        <img src={photoPath} alt={photo.alt[lang]} width={88} height={88} />
      ) : (
        <span className="face-none" aria-hidden="true">
          {[...name][0]}
        </span>
      )}
      <div>
        <p className="face-name">
          {name}
          {pronoun && <span className="small muted"> ({pronoun[lang]})</span>}
        </p>
        {team && <p className="muted">{team[lang]}</p>}
        <dl>
          {facts.map(({ key, value }) =>
            value === undefined ? null : (
              <div key={key}>
                <dt>{words.say(`shown.${key}.${lang}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
      </div>
    </div>
  )
}

function spoken(tags: readonly string[], lang: 'en' | 'fr'): string {
  const names = new Intl.DisplayNames([`${lang}-CA`], { type: 'language', fallback: 'code' })
  return new Intl.ListFormat(`${lang}-CA`, { type: 'conjunction' }).format(
    tags.map((tag) => names.of(tag) ?? tag),
  )
}

import type { ReactElement } from 'react'
import type { Example } from '#web/example.ts'
import { usePageTitle } from '#web/page-title.ts'
import { examples as badges } from '#web/parts/Badge/examples.tsx'
import { examples as buttons } from '#web/parts/Button/examples.tsx'
import { examples as charts } from '#web/parts/Chart/examples.tsx'
import { examples as courses } from '#web/parts/Course/examples.tsx'
import { examples as dialogs } from '#web/parts/Dialog/examples.tsx'
import { examples as empties } from '#web/parts/Empty/examples.tsx'
import { examples as summaries } from '#web/parts/ErrorSummary/examples.tsx'
import { examples as fields } from '#web/parts/Field/examples.tsx'
import { examples as forms } from '#web/parts/Form/examples.tsx'
import { examples as heard } from '#web/parts/Heard/examples.tsx'
import { examples as menus } from '#web/parts/Menu/examples.tsx'
import { examples as notices } from '#web/parts/Notice/examples.tsx'
import { examples as places } from '#web/parts/PlaceBox/examples.tsx'
import { examples as placeLinks } from '#web/parts/PlaceLinks/examples.tsx'
import { examples as posts } from '#web/parts/Post/examples.tsx'
import { examples as secrets } from '#web/parts/SecretField/examples.tsx'
import { examples as skeletons } from '#web/parts/Skeleton/examples.tsx'
import { examples as sparks } from '#web/parts/Spark/examples.tsx'
import { examples as toasts } from '#web/parts/Toast/examples.tsx'
import { examples as versions } from '#web/parts/VersionView/examples.tsx'
import './Kit.css'

const parts: readonly { name: string; examples: readonly Example[] }[] = [
  { name: 'Button', examples: buttons },
  { name: 'Badge', examples: badges },
  { name: 'Field', examples: fields },
  { name: 'SecretField', examples: secrets },
  { name: 'PlaceBox', examples: places },
  { name: 'ErrorSummary', examples: summaries },
  { name: 'Form', examples: forms },
  { name: 'Notice', examples: notices },
  { name: 'Dialog', examples: dialogs },
  { name: 'Menu', examples: menus },
  { name: 'PlaceLinks', examples: placeLinks },
  { name: 'Toast', examples: toasts },
  { name: 'Heard', examples: heard },
  { name: 'Post', examples: posts },
  { name: 'VersionView', examples: versions },
  { name: 'Spark', examples: sparks },
  { name: 'Course', examples: courses },
  { name: 'Chart', examples: charts },
  { name: 'Empty', examples: empties },
  { name: 'Skeleton', examples: skeletons },
]

/** Every part of the kit with its examples; in development and for tests only. */
export function Kit(): ReactElement {
  usePageTitle('Kit')
  return (
    <div className="stack wide kit" lang="en">
      <h1>Kit</h1>
      {parts.map((part) => (
        <section key={part.name} className="card pane stack">
          <h2>{part.name}</h2>
          {part.examples.map(({ name, Draw }) => (
            <div key={name} className="stack">
              <h3 className="small muted">{name}</h3>
              <Draw />
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}

import type { ReactElement } from 'react'
import { usePageTitle } from '#web/page-title.ts'
import { Logo } from '#web/parts/Logo/Logo.tsx'
import { useWords } from '#web/words.tsx'
import './SignedOut.css'

/** For somebody who is not signed in: how to get a link. In both languages, since we do not know theirs. */
export function SignedOut(): ReactElement {
  const { locale } = useWords()
  usePageTitle(locale === 'fr' ? 'Se connecter' : 'Sign in')
  const english = (
    <section lang="en-CA" key="en">
      <h2>Sign in with a link</h2>
      <p>
        The desk prints a sign-in link in the terminal where it was started. Open that link in this browser.
        Each link works once.
      </p>
      <p>
        For a new one, run <code>npm start</code> again in the folder of the desk, or ask the person who
        started it.
      </p>
    </section>
  )
  const french = (
    <section lang="fr-CA" key="fr">
      <h2>Se connecter avec un lien</h2>
      <p>
        Le bureau affiche un lien de connexion dans le terminal où il a été lancé. Ouvrez ce lien dans ce
        navigateur. Chaque lien sert une seule fois.
      </p>
      <p>
        Pour en obtenir un nouveau, relancez <code>npm start</code> dans le dossier du bureau, ou demandez à
        la personne qui l’a lancé.
      </p>
    </section>
  )
  return (
    <main className="alone signed-out">
      <h1 className="row">
        <Logo /> Bellwether
      </h1>
      <div className="card">{locale === 'fr' ? [french, english] : [english, french]}</div>
    </main>
  )
}

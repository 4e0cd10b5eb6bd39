import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Megaphone } from 'lucide-react'
import type { ReactElement } from 'react'
import { z } from 'zod'
import { officialQuery } from '#roles/faces/web/register/data.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { LookAlikePage } from '#roles/faces/look-alikes/contract.ts'
import { mayDo } from '#kernel/permission.ts'
import { call, sessionQuery } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** Accounts of a message that begins: each has two languages, and a message has 40 texts at most. */
const accountsMax = 20
const languages = ['en', 'fr'] as const

/** A warning to the public: the words, and a message that begins with them. It goes out as any other, after an approval. */
export function WarnCard({ page: { warning } }: { page: LookAlikePage }): ReactElement {
  const { say, locale } = useRegisterWords()
  const navigate = useNavigate()
  const accounts = useQuery(officialQuery).data?.accounts ?? []
  const mayWrite = mayDo(useQuery(sessionQuery).data?.grants ?? [], 'write')
  const versions = accounts
    .filter(({ life, entry }) => life !== 'closed' && entry.isListed)
    .slice(0, accountsMax)
    .flatMap(({ id, languages: spoken }) =>
      languages.flatMap((language) =>
        spoken.includes(language) ? [{ account: id, language, text: warning.text[language] }] : [],
      ),
    )
  const begin = useMutation({
    mutationFn: () =>
      call(z.object({ id: z.string() }), {
        ...{ method: 'POST', path: '/api/messages' },
        body: { title: warning.title[locale], lane: 'normal', versions },
      }),
    onSuccess: ({ id }) => void navigate({ to: '/publish/$id', params: { id } }),
  })
  return (
    <section className="card pane stack" aria-labelledby="warn">
      <h2 id="warn">{say('warn.title')}</h2>
      <p>{say('warn.lede')}</p>
      {languages.map((language) => (
        <blockquote key={language} lang={language}>
          {warning.text[language]}
        </blockquote>
      ))}
      {begin.error && <ProblemNotice error={begin.error} />}
      {mayWrite && versions.length > 0 && (
        <div>
          <Button icon={Megaphone} isDisabled={begin.isPending} onPress={() => begin.mutate()}>
            {say('warn.do')}
          </Button>
        </div>
      )}
    </section>
  )
}

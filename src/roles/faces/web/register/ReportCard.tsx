import { Copy, ExternalLink } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { LookAlikePage } from '#roles/faces/look-alikes/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** A report to the network, ready to be copied, in the language whoever reads it there understands. */
export function ReportCard({ page: { report, form } }: { page: LookAlikePage }): ReactElement {
  const { say, locale, day } = useRegisterWords()
  const [lang, setLang] = useState<'en' | 'fr'>(locale)
  const copy = async (): Promise<void> => {
    const isCopied = await navigator.clipboard.writeText(report[lang]).then(
      () => true,
      () => false, // some browsers let no page write there: the text can still be selected
    )
    toasts.say({ text: say(isCopied ? 'report.copied' : 'report.byHand') })
  }
  return (
    <section className="card pane stack" aria-labelledby="report">
      <h2 id="report">{say('report.title')}</h2>
      <p>{say('report.lede')}</p>
      <SelectField
        name="report-language"
        label={say('report.language')}
        value={lang}
        onChange={(value) => setLang(value === 'fr' ? 'fr' : 'en')}
        options={[
          { value: 'en', label: 'English' },
          { value: 'fr', label: 'Français' },
        ]}
      />
      <textarea
        className="control report"
        readOnly
        rows={14}
        lang={lang}
        aria-label={say('report.text')}
        value={report[lang]}
        onFocus={(event) => event.target.select()}
      />
      <div className="row">
        <Button icon={Copy} look="primary" onPress={() => void copy()}>
          {say('report.copy')}
        </Button>
        {form.url !== undefined && (
          <a className="button" href={form.url} target="_blank" rel="noreferrer">
            <ExternalLink className="icon" aria-hidden="true" />
            {say('report.form')}
          </a>
        )}
      </div>
      <p>{form.words[locale]}</p>
      {form.checkedOn !== undefined && (
        <p className="small muted">{say('report.checked', { day: day(`${form.checkedOn}T12:00:00Z`) })}</p>
      )}
    </section>
  )
}

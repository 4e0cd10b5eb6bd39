import { useMutation } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { OwnCardAnswer, publishingLimits, type CardForm, type OwnCard } from '#roles/publishing/contract.ts'
import { CardPicture } from '#roles/publishing/web/cards/CardPicture.tsx'
import { useCardWords } from '#roles/publishing/web/cards/words.ts'
import { call } from '#web/client.ts'
import { TextField } from '#web/parts/Field/Field.tsx'
import './Cards.css'

type Props = {
  /** Tells these fields from those of another language: part of their names. */
  name?: string
  card: CardForm | undefined
  onChange: (card: CardForm) => void
  disabled?: boolean
  /** What is wrong with it, by field. */
  errors?: { url?: string | undefined; title?: string | undefined }
}

const noCard: CardForm = { url: '', title: '', description: '' }

/** What stands in the card of a link: where it leads, its title, a description and a picture. */
export function CardFields({
  name = 'card',
  card = noCard,
  onChange,
  disabled,
  errors,
}: Props): ReactElement {
  const { say } = useCardWords()
  const { isFilled, fill } = useOwnPage(card, onChange)
  return (
    <fieldset className="card-fields stack tight" disabled={disabled}>
      <div onBlur={fill}>
        <TextField
          name={`${name}-url`}
          label={say('card.url')}
          help={say('card.urlHelp')}
          value={card.url}
          onChange={(url) => onChange({ ...card, url: url.trim() })}
          lengthMax={publishingLimits.urlLengthMax}
          error={errors?.url}
        />
      </div>
      <TextField
        name={`${name}-title`}
        label={say('card.title')}
        value={card.title}
        onChange={(title) => onChange({ ...card, title })}
        lengthMax={publishingLimits.cardTitleLengthMax}
        spellCheck
        error={errors?.title}
      />
      <TextField
        name={`${name}-description`}
        label={say('card.description')}
        help={say('card.descriptionHelp')}
        value={card.description}
        onChange={(description) => onChange({ ...card, description })}
        lines={2}
        lengthMax={publishingLimits.cardDescriptionLengthMax}
        spellCheck
      />
      <p className="small muted" role="status">
        {isFilled ? say('card.filled') : ''}
      </p>
      <CardPicture image={card.image} onChange={(image) => onChange(withImage(card, image))} />
    </fieldset>
  )
}

function withImage({ url, title, description }: CardForm, image: string | undefined): CardForm {
  return { url, title, description, ...(image === undefined ? {} : { image }) }
}

/** Fills in what a page of ours says, where nobody wrote anything yet. */
function useOwnPage(
  card: CardForm,
  onChange: (card: CardForm) => void,
): { isFilled: boolean; fill: () => void } {
  const [filled, setFilled] = useState<OwnCard>()
  const isEmpty = card.title.trim() === '' && card.description.trim() === ''
  const asked = useMutation({
    mutationFn: (url: string) =>
      call(OwnCardAnswer, { path: `/api/own-card?${new URLSearchParams({ url }).toString()}` }),
    onSuccess: ({ card: own }) => {
      // Somebody may have written meanwhile; of another page its words are written by hand.
      if (own === undefined || !isEmpty) return
      setFilled(own)
      onChange({ ...card, ...own })
    },
  })
  return {
    isFilled: filled !== undefined && filled.title === card.title,
    fill: () => {
      if (isEmpty && /^https?:\/\/./iu.test(card.url) && !asked.isPending) asked.mutate(card.url)
    },
  }
}

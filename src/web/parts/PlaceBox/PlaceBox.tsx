import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { z } from 'zod'
import { call, pathWith } from '#web/client.ts'
import { ownWords } from '#web/own-words.ts'
import en from '#web/parts/PlaceBox/messages/en.json' with { type: 'json' }
import fr from '#web/parts/PlaceBox/messages/fr.json' with { type: 'json' }
import '#web/parts/Field/Field.css'
import '#web/parts/Menu/Menu.css'
import './PlaceBox.css'

const Places = z.object({
  places: z.array(
    z.object({
      name: z.string(),
      region: z.string().optional(),
      country: z.string(),
      lat: z.number(),
      lon: z.number(),
      population: z.number().optional(),
    }),
  ),
})

const usePlaceWords = ownWords({ en, fr })

/** A place of the gazetteer. */
export type Place = z.infer<typeof Places>['places'][number]

const letterMin = 2

/** Asks for a place of the gazetteer that comes with the desk; works without a network beyond it. */
export function PlaceBox({
  value,
  onChange,
}: {
  value: string
  onChange: (place: Place) => void
}): ReactElement {
  const words = usePlaceWords()
  const [typed, setTyped] = useState(value)
  const { data } = useQuery({
    queryKey: ['places', typed],
    queryFn: ({ signal }) => call(Places, { path: pathWith('/api/places', { q: typed }), signal }),
    enabled: typed.trim().length >= letterMin,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })
  const places = (data?.places ?? []).map((place) => ({
    ...place,
    id: `${place.name}|${place.lat}|${place.lon}`,
  }))
  return (
    <ComboBox
      className="place-box"
      inputValue={typed}
      onInputChange={setTyped}
      items={places}
      allowsEmptyCollection={typed.trim().length >= letterMin}
      menuTrigger="input"
      onChange={(key) => {
        const place = places.find((one) => one.id === key)
        if (place) onChange(place)
      }}
    >
      <Label>{words.say('place.label')}</Label>
      <Input className="control" autoComplete="off" />
      <Text slot="description" className="help">
        {words.say('place.help')}
      </Text>
      <Popover className="menu-box">
        <ListBox
          className="places"
          renderEmptyState={() => <p className="muted none">{words.say('place.none')}</p>}
        >
          {(place: (typeof places)[number]) => (
            <ListBoxItem id={place.id} textValue={place.name}>
              <b>{place.name}</b>
              <span className="small muted">
                {[place.region, place.country].filter(Boolean).join(', ')}
                {place.population ? ` · ${words.say('place.people', { count: place.population })}` : ''}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

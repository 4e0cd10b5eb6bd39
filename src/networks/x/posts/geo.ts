import type { Post } from '#kernel/post.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { shortText, type Includes } from '#networks/x/posts/includes.ts'

/** A place this small says where a post was made; the middle of a country does not. Degrees, about 50 km. */
const boxDegreesMax = 0.5

/** Where a post says it was made: a point its author gave, else the middle of a small place; and the place's name. */
export function geoOf(post: UnknownFields, { places }: Includes): Pick<Post, 'geo' | 'place' | 'country'> {
  const geo = fieldsOf(post['geo'])
  const place = places.get(textOf(geo, 'place_id') ?? '')
  const found: Pick<Post, 'geo' | 'place' | 'country'> = {}
  const point = pointOf(listOf(fieldsOf(geo?.['coordinates']), 'coordinates')) ?? middleOf(place)
  const name = shortText(place, 'full_name', 300)
  const country = textOf(place, 'country_code')
  if (point !== undefined) found.geo = point
  if (name !== undefined) found.place = name
  if (country !== undefined && /^[A-Z]{2}$/.test(country)) found.country = country
  return found
}

/** GeoJSON: longitude first. */
function pointOf([lon, lat]: readonly unknown[]): Post['geo'] {
  if (typeof lon !== 'number' || typeof lat !== 'number') return undefined
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lat, lon } : undefined
}

function middleOf(place: UnknownFields | undefined): Post['geo'] {
  const [west, south, east, north] = listOf(fieldsOf(place?.['geo']), 'bbox')
  const corner = pointOf([west, south])
  const other = pointOf([east, north])
  if (corner === undefined || other === undefined) return undefined
  const isSmall =
    Math.max(Math.abs(other.lon - corner.lon), Math.abs(other.lat - corner.lat)) <= boxDegreesMax
  return isSmall ? { lat: (corner.lat + other.lat) / 2, lon: (corner.lon + other.lon) / 2 } : undefined
}

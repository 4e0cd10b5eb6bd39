/** What the gazetteer knows about a name, one bit each; a name may be many things ("Georgia"). */
export const nameKinds = {
  country: 1,
  /** Mexican, Italians: gold data rarely calls these places. */
  people: 2,
  /** States, provinces, regions: the first level below a country. */
  region: 4,
  /** Counties and districts as written in full. */
  district: 8,
  cityMillion: 16,
  city100k: 32,
  city15k: 64,
  city1k: 128,
  /** Villages below 1,000 people, or without a number. */
  village: 256,
  continent: 512,
  island: 1024,
  /** NC, TX, Calif: short forms of regions and countries. */
  short: 2048,
  /** Seas, mountains, coasts, larger regions. */
  natural: 4096,
  /** The bare name of a district ("Butte" of "Butte County"). */
  districtBare: 8192,
  /** Ends a name: County, River, Street, school. */
  end: 16384,
  /** North, southern, upper. */
  direction: 32768,
} as const

/** A sentence in both official languages of the desk. */
export type Words = { en: string; fr: string }

import { featuresPerToken, slotGroups } from './examples.ts'
import type { TrainingPlan } from './crf.ts'

/** Chosen by leave-events-out cross-validation (six groups of the 13 events): see `docs/models/places.md`. */
export const plan: TrainingPlan = {
  epochs: 7,
  rate: 0.1,
  dropWords: 0.7,
  dropOthers: 0.55,
  dropNames: 0.05,
  seed: 1,
  featuresPerToken,
  slotGroup: slotGroups(),
}

/** Added to the score of "outside": below 0 finds more. */
export const outsideBias = -0.4

/** How many models with different seeds are averaged into one. */
export const models = 3

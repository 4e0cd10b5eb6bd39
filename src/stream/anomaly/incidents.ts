/** Rows after an alarm in which nothing alarms again. */
const rowsQuiet = 20

/** When to alarm: how strange a row must be, and how long an alarm speaks for its incident. */
export type AlarmRule = {
  /** Strangeness from which a row alarms when nothing has lately. */
  strangenessMin: number
  /** Right after an alarm twice the strangeness is needed, and this many rows later 1 + 1 / e of it. */
  rowsOfIncident: number
}

/** The one rule we ship, for series of any kind; how it was chosen: docs/models/anomaly.md. */
export const shippedRule: AlarmRule = { strangenessMin: 1.03, rowsOfIncident: 140 }

/** Turns strangeness into alarms, one an incident: while it goes on only what is clearly stranger alarms again. */
export function createIncidents(rule: AlarmRule = shippedRule): { next: (strangeness: number) => boolean } {
  let rowsSince = Infinity
  return {
    next: (strangeness) => {
      rowsSince++
      const needed = rule.strangenessMin * (1 + Math.exp(-rowsSince / rule.rowsOfIncident))
      if (rowsSince <= rowsQuiet || !(strangeness >= needed)) return false
      rowsSince = 0
      return true
    },
  }
}

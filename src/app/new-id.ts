import { randomText, systemChance } from '#api/chance.ts'

/** A new id for something of this desk: nine random letters and figures. */
export function newId(): string {
  return randomText(systemChance, 9)
}

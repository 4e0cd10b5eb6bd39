const name = 'bw-passkey-invited'

/** Whether the invitation to add a passkey was answered in this browser. */
export function isAnswered(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(name) !== null
}

/** Keeps that it was answered: it is not shown again here. */
export function keepAnswered(storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(name, 'yes')
}

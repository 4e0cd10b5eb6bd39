const detailLengthMax = 300

/**
 * A text from outside as it may be kept and shown: on one line, at most 300 characters, without what we know to be secret and
 * without anything that looks like a token (a JWT), whole or cut off.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '…')
  return clean
    .replaceAll(/eyJ[\w.-]+/g, '…')
    .replaceAll(/\s+/g, ' ')
    .slice(0, detailLengthMax)
}

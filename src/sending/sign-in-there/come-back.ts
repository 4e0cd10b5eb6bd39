/** Where networks send browsers back to. */
export const comeBackPath = '/connect/from/{network}'

/**
 * The whole address a network sends browsers back to; the owner of the app writes it down there.
 *
 * @param origin the desk's own, as people use it
 */
export function comeBackAddress(origin: string, network: string): string {
  return `${origin}${comeBackPath.replace('{network}', encodeURIComponent(network))}`
}

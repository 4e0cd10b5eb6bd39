/**
 * The name of a cookie as it travels. Over https it carries `__Host-`: the browser then keeps it for this very host, takes
 * it only over https and from the whole site, so that a neighbour on the same domain cannot set one in its place.
 *
 * Such a cookie must be set with the path `/` and `Secure`.
 */
export function cookieName(name: string, isHttps: boolean): string {
  return isHttps ? `__Host-${name}` : name
}

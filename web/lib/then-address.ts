/** Any origin will do: an address within this app stays below whatever origin it is resolved against. */
const HERE = 'https://here.invalid';

/**
 * Where to go after signing in, out of `?then=`. Only an address within this app: anything else would let a link on our sign-in page
 * send people to a look-alike site. Read by the browser's own rules, because it drops tabs and takes backslashes for slashes.
 */
export function thenAddress(search: Pick<URLSearchParams, 'get'>): string {
  const then = search.get('then') ?? '';
  if (!then.startsWith('/') || !URL.canParse(then, HERE)) return '/';
  const { origin, pathname, search: query, hash } = new URL(then, HERE);
  const isOurs = origin === HERE && !pathname.startsWith('//') && !pathname.startsWith('/sign-in');
  return isOurs ? pathname + query + hash : '/';
}

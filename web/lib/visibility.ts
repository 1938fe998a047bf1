const PUBLIC = ['/setup', '/sign-in', '/invite', '/join', '/about'];

/** May a page of this route be seen without signing in? Decides only where to send people; the server guards everything itself. */
export function isPublic(routeId: string | null): boolean {
  if (routeId === null || routeId === '/') return true;
  return PUBLIC.some((start) => routeId === start || routeId.startsWith(`${start}/`));
}

/** Pages that fill the window without the app's bar: what a room sees on the wall. */
export const isBare = (routeId: string | null): boolean => routeId?.endsWith('/projector') ?? false;

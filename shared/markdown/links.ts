const FORBIDDEN = /[\s\\\p{Cc}\p{Cf}]/u;
/** An authority with a user part (`https://bank.example@evil.example`) reads as another host than it leads to. */
const WEB = /^https?:\/\/[^/?#@]+(?:[/?#].*)?$/i;
const MAIL = /^mailto:[^@?#]+@[^@?#]+(?:\?.*)?$/i;
const IN_APP = /^(?:\/(?![/\\])|#)/;

/** Which addresses a text may link to. Items come from anywhere and never link into the application itself. */
export type LinkPolicy = 'web' | 'web-and-app';

/** True for http, https and mailto, and for paths and fragments of this application where the policy allows them. */
export function isSafeLink(href: string, policy: LinkPolicy): boolean {
  if (FORBIDDEN.test(href)) return false;
  if (WEB.test(href) || MAIL.test(href)) return true;
  return policy === 'web-and-app' && IN_APP.test(href);
}

/** True when following the link leaves the application. */
export const leavesApp = (href: string): boolean => !IN_APP.test(href);

import { isLinkHref } from "@/lib/room-document/link-href";

/**
 * The address a person meant: "example.org" is a site and "a@example.org" a mailbox. Null when it
 * cannot be one.
 */
export function linkAddress(typed: string): string | null {
  const text = typed.trim();
  if (isLinkHref(text)) return text;
  // Another scheme is not a site without one; a port is.
  if (text === "" || /\s/.test(text) || /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return null;
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(text)) return asHref(`mailto:${text}`);
  return /^[^/]+\.[^/]+|^localhost/.test(text) ? asHref(`https://${text}`) : null;
}

const asHref = (href: string): string | null => (isLinkHref(href) ? href : null);

/**
 * Puts text on the clipboard. A page on plain http from another machine has no clipboard interface,
 * and that is exactly how a second person in the same room opens this app; so there is an older way
 * behind it.
 *
 * @returns whether it worked
 */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by a permission; the older way may still be allowed.
    }
  }
  const previous = document.activeElement;
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.readOnly = true;
  holder.style.position = "fixed";
  holder.style.opacity = "0";
  // Inside an open dialog the focus is kept in it, so the holder has to be in there too.
  (document.querySelector('[role="dialog"], [role="alertdialog"]') ?? document.body).append(holder);
  holder.select();
  const copied = document.execCommand("copy");
  holder.remove();
  if (previous instanceof HTMLElement) previous.focus();
  return copied;
}

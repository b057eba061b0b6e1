// Names of staff.

/** How names and mail addresses are compared: compatibility forms, case and outer spaces do not tell two people apart. */
export function nameKey(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

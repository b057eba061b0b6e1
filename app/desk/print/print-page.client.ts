// Printing is the browser's own: nothing leaves for another program than the one that people chose for paper.

/** Opens the browser's print dialogue for what stands on the page. */
export function printPage(): void {
  window.print()
}

/** The moment that stands on every page, in milliseconds; paper that is found somewhere tells when it was made. */
export function momentOfPrinting(): number {
  return Date.now()
}

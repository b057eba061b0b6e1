// Words to search for, handed from one room to the next within this document: an address would tell them to the server.

let waiting = ''

/** Keeps words for the search page. */
export function handOver(query: string): void {
  waiting = query
}

/** The words that were kept, once. */
export function takeOver(): string {
  const query = waiting
  waiting = ''
  return query
}

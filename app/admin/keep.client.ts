// Handing secrets over to people: files, paper, and the proof that they have them.

/** Saves bytes as a file of this name through the browser's own download. */
export function saveFile(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the bytes by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

export function printPage(): void {
  window.print()
}

/** Two different places out of `count`, in order, so that nobody learns one answer by heart. */
export function twoOf(count: number): [number, number] {
  const drawn = crypto.getRandomValues(new Uint32Array(2))
  const first = (drawn[0] ?? 0) % count
  const second = (first + 1 + ((drawn[1] ?? 0) % (count - 1))) % count
  return first < second ? [first, second] : [second, first]
}

/** Digits of any script, without spaces and signs, as ASCII. */
export function digitsIn(text: string): string {
  return Array.from(text.normalize('NFKC'), digitOf).join('')
}

// Every run of decimal digits in Unicode starts at a zero and is a multiple of ten long.
function digitOf(letter: string): string {
  const isDigit = (point: number) => point >= 0x30 && /^\p{Nd}$/u.test(String.fromCodePoint(point))
  const point = letter.codePointAt(0) ?? 0
  if (!isDigit(point)) return ''
  let start = point
  while (isDigit(start - 1)) start -= 1
  return String((point - start) % 10)
}

/** False where the browser does not let us: then people select the text themselves. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return false
    throw error
  }
}

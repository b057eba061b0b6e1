// The body of a form: read in memory, never parsed by anything that could lay a part of it down in a file.

/** The fields of a posted form, in their order; throws the answer 400 for what is no form of ours. */
export async function formIn(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new Response(null, { status: 400 })
  return new URLSearchParams(await request.text())
}

/** What makes a form the same form when it comes once more (PROTOCOL §16.2): all it holds but the way to the case. */
export function formBytes(form: URLSearchParams): Uint8Array {
  const said = new URLSearchParams([...form].filter(([name]) => name !== 'code' && name !== 'line' && name !== 'visit'))
  return new TextEncoder().encode(said.toString())
}

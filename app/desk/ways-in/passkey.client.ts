// A passkey of this computer or phone: not asked who somebody is, only for 32 bytes that it gives out again for the same salt
// (WebAuthn, extension prf). The server checks nothing of it: the bytes open a box in the worker, or they open none.

/** `credentialId` in base64url, as the worker takes it. */
export type PasskeyOutput = { credentialId: string; prf: Uint8Array }

/** `none`: nothing fits or somebody said no; `without-prf`: this one cannot give such bytes; `no-passkeys`: not in this browser or at this address. */
export class PasskeyRefusal extends Error {
  readonly code: 'passkey-none' | 'passkey-without-prf' | 'passkey-nowhere'

  constructor(code: PasskeyRefusal['code']) {
    super(code)
    this.name = 'PasskeyRefusal'
    this.code = code
  }
}

/** `userHandle` is fresh each time: a second passkey on the same device must not take the place of the first. */
export type PasskeyOwner = { name: string; organisation: string; salt: Uint8Array; userHandle: Uint8Array }

/** Makes a passkey that this browser can find by itself later on, and asks it once. */
export async function makePasskey({ name, organisation, salt, userHandle }: PasskeyOwner): Promise<PasskeyOutput> {
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: drawnChallenge(),
        rp: { name: organisation },
        user: { id: buffer(userHandle), name, displayName: name },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        extensions: { prf: { eval: { first: buffer(salt) } } },
      },
    }),
  )
  // Many give their bytes only when they are asked, not when they are made.
  return outputOf(made) ?? askPasskey(salt, made.rawId)
}

/** Lets somebody choose a passkey of this address and gives its bytes for this salt; only this one where it is named. */
export async function askPasskey(salt: Uint8Array, only?: ArrayBuffer): Promise<PasskeyOutput> {
  const got = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: drawnChallenge(),
        userVerification: 'required',
        ...(only === undefined ? {} : { allowCredentials: [{ type: 'public-key', id: only }] }),
        extensions: { prf: { eval: { first: buffer(salt) } } },
      },
    }),
  )
  const output = outputOf(got)
  if (output === null) throw new PasskeyRefusal('passkey-without-prf')
  return output
}

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (typeof PublicKeyCredential !== 'function') throw new PasskeyRefusal('passkey-nowhere')
  try {
    const credential = await ask()
    if (!(credential instanceof PublicKeyCredential)) throw new PasskeyRefusal('passkey-none')
    return credential
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    // An address of numbers can have no passkey, whatever the browser.
    throw new PasskeyRefusal(['SecurityError', 'NotSupportedError'].includes(error.name) ? 'passkey-nowhere' : 'passkey-none')
  }
}

function outputOf(credential: PublicKeyCredential): PasskeyOutput | null {
  const first = credential.getClientExtensionResults().prf?.results?.first
  if (first === undefined) return null
  const prf = first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
  return { credentialId: credential.id, prf }
}

// Nobody checks it: the answer proves nothing to a server, it only opens.
function drawnChallenge(): ArrayBuffer {
  return crypto.getRandomValues(new Uint8Array(32)).buffer
}

// A copy that is surely no shared memory, which the browser would refuse.
function buffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

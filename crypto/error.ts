/**
 * The closed list of ways in which a structure of this protocol can be refused (§1.7).
 * For every caller of crypto/: a page picks its sentence by `code`, never by message text.
 */

export type CryptoCode =
  /** Layout, authenticated encryption, commitment, padding or a signature does not hold. */
  | 'broken'
  /** Made by a newer version of the protocol: reload, do not guess. */
  | 'newer-version'
  /** A public key that the KEM or the signature scheme refuses. */
  | 'bad-key'
  /** A roster whose signature, chain or sequence does not hold. */
  | 'roster'
  /** A desk or member that no roster and no list knows, or an epoch that nobody entitled opened. */
  | 'ghost'
  /** Something older than what this reader has already verified. */
  | 'rollback'
  /** The newest roster is past its last day; also what a phone with a wrong date sees. */
  | 'expired'
  /** A root that is neither the pinned one nor its signed successor. */
  | 'pinned-root'
  /** A desk that the reporter's `never` list names stands among the recipients. */
  | 'excluded'
  /** A recipient disappeared without a reason that the rules allow. */
  | 'dropped'
  /** An epoch out of line: number, link, anchor, opener, opening message, frozen heads. */
  | 'epoch'
  /** A list of members that breaks its chain or its rules. */
  | 'members'
  /** Parameters of the password hash outside floor or ceiling; nothing was hashed. */
  | 'parameters'
  /** A receipt that does not belong to this envelope, case or server key. */
  | 'receipt'
  /** Called before `ready()` had finished, or a primitive is missing in this build. */
  | 'not-ready'
  /** The calling program passed something of the wrong shape. */
  | 'usage'

export class CryptoError extends Error {
  readonly code: CryptoCode

  constructor(code: CryptoCode, detail: string) {
    super(`${code}: ${detail}`)
    this.name = 'CryptoError'
    this.code = code
  }
}

/**
 * Ends the current step with a typed refusal; `detail` is fixed text and never contains input (§1.7).
 * Always throws CryptoError.
 */
export function refuse(code: CryptoCode, detail: string): never {
  throw new CryptoError(code, detail)
}

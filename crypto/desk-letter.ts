/**
 * Words sealed to one desk that reads no case with them (§5.6): a page for a second person, the reason of an
 * answer, and the name of a reporter (§5.8). For devices of members and reporters; whose words they are says a signature inside.
 */
import { T, ascii, bytesFromHex, concat, reader, u32 } from './bytes.ts'
import { padRecord, unpadRecord } from './pad.ts'
import type { DeskCard } from './desk-card.ts'
import { H, Hk, decapsulate, encapsulate, open, seal } from './sodium.ts'
import { SIZE } from './types.ts'
import type { DeskId, Hash, InstanceId, KeyPair, PublicKey } from './types.ts'

/** What a letter is: it opens as nothing else and about nothing else. */
export interface LetterOf {
  readonly kind: 'page' | 'reason' | 'name'
  readonly about: Uint8Array
}

/** letter: u32 desk_epoch ‖ ct1120 ‖ the sealed and padded words (§5.6). */
export function sealLetter(card: DeskCard, of: LetterOf, words: Uint8Array): Uint8Array {
  const { ct, ss } = encapsulate(card.kemPk)
  const lctx = context(card.instance, card.deskId, card.epoch, card.kemPk, of)
  return concat(u32(card.epoch), ct, seal(Hk(ss, 'letter', lctx, card.kemPk, ct), T('letter-ad', lctx), padRecord(words)))
}

/** The words of a letter to this desk; null without the seed of its desk epoch; throws `broken` for a letter of another kind, thing or desk (§5.6). */
export function openLetter(
  instance: InstanceId, deskId: DeskId, keysFor: (deskEpoch: number) => KeyPair<'desk-kem'> | null, of: LetterOf, letter: Uint8Array): Uint8Array | null {
  const from = reader(letter)
  const epoch = from.u32()
  const ct = from.take(SIZE.kemCt)
  const keys = keysFor(epoch)
  if (keys === null) return null
  const lctx = context(instance, deskId, epoch, keys.pk, of)
  return unpadRecord(open(Hk(decapsulate(keys.sk, ct), 'letter', lctx, keys.pk, ct), T('letter-ad', lctx), from.rest()))
}

function context(instance: InstanceId, deskId: DeskId, epoch: number, pk: PublicKey<'desk-kem'>, { kind, about }: LetterOf): Hash<'letter-ctx'> {
  return H('letter-ctx', 'letter-ctx', bytesFromHex(instance), bytesFromHex(deskId), u32(epoch), pk, ascii(kind), about)
}

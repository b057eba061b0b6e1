// Every vector of the protocol, made anew from fixed seeds: the same bytes on every run.
import { PROTOCOL_VERSION } from '#crypto/types.ts'
import { codeCases, headerCases, makeTalk, messageCases, reporterKeyCases, wrapCases } from './of-case.ts'
import { memberChangeCases, memberKeyCases, printedSeedCases, rosterCases } from './of-desk.ts'
import { neverCases, transmissionCases } from './of-line.ts'
import { makeScene } from './scene.ts'
import { withFixedChance } from './seeded.ts'
import type { Case, VectorFile } from './written.ts'

// `ready()` of crypto/sodium.ts must have finished.
export function allVectors(): VectorFile[] {
  const scene = withFixedChance('scene', makeScene)
  const talk = withFixedChance('talk', () => makeTalk(scene))
  const structures: Record<string, () => Case[]> = {
    code: () => codeCases(scene),
    'reporter-keys': () => reporterKeyCases(scene),
    header: () => headerCases(talk),
    wrap: () => wrapCases(scene, talk),
    message: () => messageCases(talk),
    never: () => neverCases(scene),
    transmission: () => transmissionCases(talk),
    roster: () => rosterCases(scene),
    'member-change': () => memberChangeCases(scene),
    'member-keys': () => memberKeyCases(scene),
    'printed-seed': () => printedSeedCases(scene),
  }
  return Object.entries(structures).map(([structure, make]) => ({
    protocol: PROTOCOL_VERSION,
    structure,
    cases: withFixedChance(structure, make),
  }))
}

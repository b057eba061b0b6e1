// Putting something before a second person: the proposal goes into the room of the case, its digest to the server, in one write.
import { secondPersonFor, type Person, type Refused } from '#db/model/decisions.ts'
import { proposalBody, type DecisionKind, type ProposalInput } from '#db/model/proposals.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'

export type Propose = <Kind extends DecisionKind>(kind: Kind, value: ProposalInput<Kind>, lang?: string) => Promise<boolean>

/** Sends a proposal; true once it has arrived. `lang` is the language of its free words. */
export function usePropose(): Propose {
  const { send } = useCase()
  const { language } = useWords()
  return (kind, value, lang = language) => send({ writes: [{ type: 'proposal', fields: { kind, body: proposalBody(kind, value) }, lang }], acts: [{ kind: 'propose' }] })
}

export type SecondPeople = { people: readonly Person[]; why: Refused | null }

/** Who could decide what this member proposes: asked before anything is typed. */
export function useSecondPerson(kind: DecisionKind): SecondPeople {
  const { file, people, me } = useCase()
  const found = secondPersonFor(kind, { proposer: me, file, people, outside: [] })
  return { people: found.people, why: found.people.length > 0 ? null : (found.why ?? 'nobody-else') }
}

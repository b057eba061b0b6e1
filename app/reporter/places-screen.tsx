import { HelpContent } from '#app/ui/help-places.tsx'
import type { Help } from '#app/ui/help-places.tsx'
import { BackButton } from './write/screen.tsx'

/** Numbers and places, shown in the document so that nobody who has typed must leave it. */
export function PlacesScreen({ help }: { help: Help }) {
  return (
    <section id="s-places" data-screen="places" hidden>
      <BackButton />
      <HelpContent help={help} />
    </section>
  )
}

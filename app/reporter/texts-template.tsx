import { useWords } from '#app/ui/words.tsx'

/** Texts that only a script shows: in a template nobody sees, searches or reads aloud. */
export function TextsTemplate({ keys }: { keys: readonly string[] }) {
  const words = useWords()
  return (
    <template id="texts">
      {keys.map((key) => (
        <p key={key} data-key={key}>
          {words(key)}
        </p>
      ))}
    </template>
  )
}

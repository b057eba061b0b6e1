import { Icon } from '#app/ui/icon.tsx'
import { useWords } from '#app/ui/words.tsx'

// Twice, because they are two cases: a browser without scripts shows the first at once; where the script is allowed and
// does not come, the second appears after some seconds. Neither offers a field.
export function WithoutScript() {
  const words = useWords()
  const honest = (
    <>
      <h2>
        <Icon name="look" />
        {words('nojs.h')}
      </h2>
      <p>{words('nojs.p')}</p>
      <p>{words('nojs.places')}</p>
    </>
  )
  return (
    <>
      <noscript>
        <div className="look">{honest}</div>
      </noscript>
      <div className="look stuck" data-stuck>
        {honest}
      </div>
    </>
  )
}

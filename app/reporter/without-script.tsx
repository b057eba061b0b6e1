import { Icon } from '#app/ui/icon.tsx'
import { useWords } from '#app/ui/words.tsx'

/**
 * Twice, because they are two cases: a browser without scripts shows the first at once; where the script is allowed and does not come,
 * the second appears after some seconds. Neither has a field; `plain` is the page that works without, and what it costs stands before
 * the way there. A page without such a twin (null) only says that it does not work.
 */
export function WithoutScript({ plain }: { plain: string | null }) {
  const words = useWords()
  const honest = (
    <>
      <h2>
        <Icon name="look" />
        {words('nojs.h')}
      </h2>
      <p>{words(plain === null ? 'nojs.p' : 'notice.nojs')}</p>
      {plain === null ? null : (
        <p>
          <a className="button" href={plain}>
            {words('common.continue')}
          </a>
        </p>
      )}
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

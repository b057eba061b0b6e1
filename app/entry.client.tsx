import { RemixBrowser } from '@remix-run/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { keepFocus } from './ui/kept-focus.client.ts'

startTransition(() => {
  hydrateRoot(document, <RemixBrowser />)
})
keepFocus()

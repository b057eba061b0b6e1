// Hands the nonce of one response from the entry to the shell. Empty in the browser, where it is spent.

import { createContext } from 'react'

export const NonceContext = createContext<string | undefined>(undefined)

/**
 * The staff worker: one classic script, shared by all tabs where the browser can share (§12.5). Secrets stay in it.
 */
import { deskDevice } from './desk-device.ts'
import type { DeskCalls } from './messages.ts'
import { serve } from './serve.ts'
import type { Port } from './serve.ts'

const handlers = deskDevice()
const scope = self as unknown as Port & { onconnect?: ((event: MessageEvent) => void) | null }

// A shared worker has pages that connect, an ordinary one is its own line.
if ('onconnect' in scope) scope.onconnect = (event) => { for (const port of event.ports) serve<DeskCalls>(port as Port, handlers) }
else serve<DeskCalls>(scope, handlers)

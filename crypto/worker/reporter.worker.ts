/**
 * The reporter's sealing worker: one classic script under its own policy (§12.5). It holds code and keys, no page does.
 */
import './old-browsers.ts'
import type { ReporterCalls } from './messages.ts'
import { reporterDevice } from './reporter-device.ts'
import { serve } from './serve.ts'
import type { Port } from './serve.ts'

serve<ReporterCalls>(self as unknown as Port, reporterDevice())

// The one connection to the outside: a mail server named in the configuration.

import { createTransport } from 'nodemailer'
import type { Deliver } from './notices.server.ts'

/** Delivers through `smtpUrl` from `sender`; gives up on a server that does not answer within twenty seconds. */
export function smtpDelivery(smtpUrl: string, sender: string): Deliver {
  const url = new URL(smtpUrl)
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    secure: url.protocol === 'smtps:',
    // On this machine a relay without certificate is usual; anywhere else mail must not leave in the clear.
    ...(url.protocol === 'smtp:' && !isOwnMachine(url.hostname) ? { requireTLS: true } : {}),
    ...(url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ to, messageId, subject, text }) => {
    await transport.sendMail({ from: sender, to, messageId, subject, text, headers: { 'Auto-Submitted': 'auto-generated' } })
  }
}

function isOwnMachine(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

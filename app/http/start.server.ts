// The start command: `npm start`, `npm run practice` (--practice), `npm run dev` (--dev); `npm start -- --new-keys` after a lost receipt key.
// Checks Node and the settings before it loads anything that needs them, and answers a wrong one with a sentence.

import { ConfigError, complaintAboutNode, configFrom } from './config.server.ts'
import { complain } from './log.server.ts'

const complaint = complaintAboutNode(process.version)
if (complaint !== null) leave([complaint])

const asked = (flag: string) => process.argv.includes(flag)
const mode = { dev: asked('--dev'), practice: asked('--practice'), newKeys: asked('--new-keys') }
// React chooses its build by this when it is loaded, so it comes before anything that loads it.
process.env['NODE_ENV'] = mode.dev ? 'development' : 'production'

try {
  const folder = mode.practice ? { DATA_DIR: process.env['DATA_DIR'] || 'data/practice' } : {}
  const config = configFrom({ ...process.env, ...folder })
  const { runPortal } = await import('./portal.server.ts')
  const running = runPortal(config, mode)
  // Before the portal says that it is there: whoever reads that line may end it at once, and it still closes what it opened.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void running.then((portal) => portal.stop()).then(() => process.exit(0), () => process.exit(1))
    })
  }
  await running
} catch (error) {
  if (error instanceof ConfigError) leave(error.sentences)
  if (error instanceof Error && /[.!]$/.test(error.message)) leave([error.message])
  throw error
}

function leave(sentences: readonly string[]): never {
  for (const sentence of sentences) complain(sentence)
  process.exit(1)
}

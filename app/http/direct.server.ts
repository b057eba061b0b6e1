// Addresses that answer scripts are functions without a page. Going through Remix's router to reach them costs a fifth of the work of taking
// a report, so the portal calls them itself, found in the same build and under the same addresses of app/routes.ts.

import type { AppLoadContext, RequestHandler, ServerBuild } from '@remix-run/node'

type Module = ServerBuild['routes'][string]['module']

/** The handler with a shortcut to every route that has no component and no parameter; everything else goes the ordinary way. */
export function withDirect(build: ServerBuild, handler: RequestHandler): RequestHandler {
  const modules = directModules(build)
  return async (request, context) => {
    const module = modules.get(new URL(request.url).pathname)
    return module === undefined || context === undefined ? handler(request, context) : call(module, request, context)
  }
}

function directModules(build: ServerBuild): Map<string, Module> {
  const modules = new Map<string, Module>()
  for (const route of Object.values(build.routes)) {
    if (route?.path === undefined || route.path.includes(':') || route.module.default !== undefined || route.parentId !== 'root') continue
    modules.set(`/${route.path}`, route.module)
  }
  return modules
}

async function call(module: Module, request: Request, context: AppLoadContext): Promise<Response> {
  const step = request.method === 'POST' ? module.action : module.loader
  if (step === undefined) return Response.json({ reason: 'method' }, { status: 405 })
  try {
    const answer: unknown = await step({ request, params: {}, context })
    if (answer instanceof Response) return answer
    throw new TypeError('An address for scripts gave no response.')
  } catch (error) {
    if (error instanceof Response) return error
    context.report(error)
    return Response.json({ reason: 'unexpected' }, { status: 500 })
  }
}

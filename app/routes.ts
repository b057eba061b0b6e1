// Every address of the portal, one line each, grouped by the people who use it.
// test/house and test/refusals walk this table: a line added here needs its states, its wrong visitors and its headers.

import { index, layout, route, type RouteConfig } from '@remix-run/route-config'

export default [
  // Reporters: no account, no cookie, nothing logged.
  index('reporter/start/language.ts'),
  route(':language', 'reporter/start/page.tsx'),
  route(':language/write', 'reporter/write/page.tsx'),
  route(':language/read', 'reporter/read/page.tsx'),
  route(':language/help', 'reporter/help/page.tsx'),
  route('leave', 'reporter/start/leave.ts'),
  route('api/challenge', 'reporter/api/challenge.ts'),
  route('api/roster', 'reporter/api/roster-latest.ts'),
  route('api/roster/:hash', 'reporter/api/roster-file.ts'),
  route('api/submit', 'reporter/api/submit.ts'),
  route('api/fetch', 'reporter/api/fetch.ts'),
  route('api/post', 'reporter/api/post.ts'),

  // The first hour of a portal, and people on their way in.
  route('desk', 'desk/unlock/page.tsx'),
  route('desk/set-up', 'admin/set-up/page.tsx'),
  route('desk/found', 'admin/found/page.tsx'),
  route('desk/join', 'admin/join/page.tsx'),

  route('desk/api/set-up', 'desk/api/set-up.ts'),
  route('desk/api/founding', 'desk/api/founding.ts'),
  route('desk/api/roster', 'desk/api/roster.ts'),
  route('desk/api/found', 'desk/api/found.ts'),
  route('desk/api/card', 'desk/api/card.ts'),
  route('desk/api/unlock', 'desk/api/unlock.ts'),
  route('desk/api/signin', 'desk/api/signin.ts'),
  route('desk/api/signout', 'desk/api/signout.ts'),

  // Members of desks.
  layout('desk/layout.tsx', [
    route('desk/inbox', 'desk/inbox/page.tsx'),
    route('desk/case/:caseId', 'desk/case/page.tsx'),
    route('desk/members', 'admin/members/page.tsx'),
    route('desk/settings', 'admin/settings/page.tsx'),
  ]),
  route('desk/api/directory', 'desk/api/directory.ts'),
  route('desk/api/inbox', 'desk/api/inbox.ts'),
  route('desk/api/case', 'desk/api/case.ts'),
  route('desk/api/write', 'desk/api/write.ts'),
  route('desk/api/invite', 'desk/api/invite.ts'),
  route('desk/api/admit', 'desk/api/admit.ts'),
  route('desk/api/boxes', 'desk/api/boxes.ts'),
  route('desk/api/settings', 'desk/api/settings.ts'),
] satisfies RouteConfig

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
  route(':language/verify', 'reporter/verify/page.tsx'),
  route(':language/copy', 'reporter/copy/page.tsx'),
  route('leave', 'reporter/start/leave.ts'),
  route('api/challenge', 'reporter/api/challenge.ts'),
  route('api/roster', 'reporter/api/roster-latest.ts'),
  route('api/roster/:hash', 'reporter/api/roster-file.ts'),
  route('api/submit', 'reporter/api/submit.ts'),
  route('api/fetch', 'reporter/api/fetch.ts'),
  route('api/post', 'reporter/api/post.ts'),
  route('api/part', 'reporter/api/part.ts'),
  route('api/file', 'reporter/api/file.ts'),

  // The first hour of a portal, and people on their way in.
  route('desk', 'desk/unlock/page.tsx'),
  route('desk/set-up', 'admin/set-up/page.tsx'),
  route('desk/found', 'admin/found/page.tsx'),
  route('desk/join', 'admin/join/page.tsx'),

  // Holders of the root key and of recovery codes, who need not be members of any desk.
  route('desk/roster', 'admin/roster/page.tsx'),
  route('desk/recovery', 'desk/recovery/page.tsx'),

  route('desk/api/set-up', 'desk/api/set-up.ts'),
  route('desk/api/founding', 'desk/api/founding.ts'),
  route('desk/api/roster', 'desk/api/roster.ts'),
  route('desk/api/root', 'desk/api/root.ts'),
  route('desk/api/roster-draft', 'desk/api/roster-draft.ts'),
  route('desk/api/desk-plan', 'desk/api/desk-plan.ts'),
  route('desk/api/recovery', 'desk/api/recovery.ts'),
  route('desk/api/recovery/directory', 'desk/api/recovery-directory.ts'),
  route('desk/api/recovery/inbox', 'desk/api/recovery-inbox.ts'),
  route('desk/api/recovery/case', 'desk/api/recovery-case.ts'),
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
    route('desk/drill', 'admin/drill/page.tsx'),
    route('desk/ways-in', 'desk/ways-in/page.tsx'),
    route('desk/settings', 'admin/settings/page.tsx'),
  ]),
  route('desk/api/directory', 'desk/api/directory.ts'),
  route('desk/api/inbox', 'desk/api/inbox.ts'),
  route('desk/api/case', 'desk/api/case.ts'),
  route('desk/api/write', 'desk/api/write.ts'),
  route('desk/api/part', 'desk/api/part.ts'),
  route('desk/api/file', 'desk/api/file.ts'),
  route('desk/api/copy', 'desk/api/copy.ts'),
  route('desk/api/shred', 'desk/api/shred.ts'),
  route('desk/api/invite', 'desk/api/invite.ts'),
  route('desk/api/admit', 'desk/api/admit.ts'),
  route('desk/api/boxes', 'desk/api/boxes.ts'),
  route('desk/api/settings', 'desk/api/settings.ts'),
  route('desk/api/rotate', 'desk/api/rotate.ts'),
  route('desk/api/rekey', 'desk/api/rekey.ts'),
  route('desk/api/drill', 'desk/api/drill.ts'),
  route('desk/api/recovery-boxes', 'desk/api/recovery-boxes.ts'),
  route('desk/api/audit-place', 'desk/api/audit-place.ts'),
  route('desk/api/audit', 'desk/api/audit.ts'),
] satisfies RouteConfig

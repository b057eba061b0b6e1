// Made by "npm run db:types". Do not edit: write a migration.
import type { CaseState } from './model/case-state.ts'
import type { EventKind, NoticeKind } from './model/events.ts'
import type { CaseId, Day, DeskId, IdBytes, InstanceId, Instant, InviteId, MemberId, RosterHash } from './model/ids.ts'
import type { MemberRole } from './model/roles.ts'
import type { SealedBytes } from './model/sealed.ts'

export interface Tables {
  absences: {
    instance_id: IdBytes<InstanceId>
    member_id: IdBytes<MemberId>
    from_day: Day
    until_day: Day
    deputy_id: IdBytes<MemberId>
  }
  audit_chains: {
    instance_id: IdBytes<InstanceId>
    s: number
    head: Uint8Array
  }
  audit_checkpoints: {
    instance_id: IdBytes<InstanceId>
    s: number
    head: Uint8Array
    day: Day
    signature: Uint8Array
  }
  audit_entries: {
    instance_id: IdBytes<InstanceId>
    s: number
    member_id: IdBytes<MemberId>
    n: number
    entry_hash: Uint8Array
    server_day: Day
    action: number
    subject: Uint8Array
    entry: Uint8Array
    signature: Uint8Array
    head: Uint8Array
    details: SealedBytes<'details'> | null
  }
  calendar_links: {
    instance_id: IdBytes<InstanceId>
    link_id: Uint8Array
    token_hash: Uint8Array
    member_id: IdBytes<MemberId>
    made_day: Day
  }
  case_desks: {
    instance_id: IdBytes<InstanceId>
    desk_id: IdBytes<DeskId>
    case_id: IdBytes<CaseId>
    rank: number
    due_day: Day
    last_day: Day
    state: CaseState
    assignee: IdBytes<MemberId> | null
    added_day: Day
    unseen: boolean
  }
  case_names: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    desk_id: IdBytes<DeskId>
    day: Day
    letter: Uint8Array
  }
  cases: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    card: Uint8Array
    day: Day
    audit_ref: Uint8Array
    state: CaseState
    turn: number
    assignee: IdBytes<MemberId> | null
    next_day: Day | null
    end_day: Day | null
    last_day: Day
    urgent: boolean
    reporter_messages: number
    version: number
    held: boolean
    watch_until_day: Day | null
  }
  clocks: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    due_day: Day
    stopped_day: Day | null
    clock_id: Uint8Array
    first_day: Day | null
    second_day: Day | null
    third_day: Day | null
    told_day: Day | null
  }
  copies: {
    instance_id: IdBytes<InstanceId>
    copy_id: IdBytes<CaseId>
    case_id: IdBytes<CaseId>
    desk_id: IdBytes<DeskId>
    card: Uint8Array
    header: Uint8Array
    ctx: Uint8Array
    desk_epoch: number
    outside_wrap: SealedBytes<'wrap'>
    desk_wrap: SealedBytes<'wrap'>
    day: Day
    until_day: Day
  }
  copy_messages: {
    instance_id: IdBytes<InstanceId>
    copy_id: IdBytes<CaseId>
    n: number
    outer_part: Uint8Array
    body: SealedBytes<'message'>
    day: Day
  }
  decision_pages: {
    instance_id: IdBytes<InstanceId>
    page_id: Uint8Array
    case_id: IdBytes<CaseId>
    digest: Uint8Array
    desk_id: IdBytes<DeskId>
    to_desk: IdBytes<DeskId>
    member_id: IdBytes<MemberId>
    day: Day
    page: SealedBytes<'page'>
    answer: SealedBytes<'answer'> | null
    verdict: 'approve' | 'back' | null
    answered_by: IdBytes<MemberId> | null
    answered_day: Day | null
  }
  desk_boxes: {
    instance_id: IdBytes<InstanceId>
    desk_id: IdBytes<DeskId>
    desk_epoch: number
    which: number
    owner_id: IdBytes<MemberId>
    box: SealedBytes<'desk-box'>
  }
  desk_cards: {
    instance_id: IdBytes<InstanceId>
    desk_id: IdBytes<DeskId>
    epoch: number
    card: Uint8Array
    card_hash: Uint8Array
    card_sig: Uint8Array
    recovery_pk: Uint8Array | null
    recovery_label: string
    next_sig: Uint8Array | null
  }
  desk_members: {
    instance_id: IdBytes<InstanceId>
    desk_id: IdBytes<DeskId>
    member_id: IdBytes<MemberId>
    role: MemberRole
  }
  desk_records: {
    instance_id: IdBytes<InstanceId>
    desk_id: IdBytes<DeskId>
    record_id: Uint8Array
    kind: number
    owner: Uint8Array
    version: number
    key_epoch: number
    head: Uint8Array
    body: SealedBytes<'record'>
    case_id: IdBytes<CaseId> | null
  }
  desks: {
    instance_id: IdBytes<InstanceId>
    desk_id: IdBytes<DeskId>
    epoch: number
    card_hash: Uint8Array
    roles: number
    independent: boolean
    label: string
    recovery_label: string
    in_roster: boolean
  }
  epochs: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    stream: Uint8Array
    epoch: number
    header: Uint8Array
    ctx: Uint8Array
    back: SealedBytes<'back'> | null
  }
  events: {
    instance_id: IdBytes<InstanceId>
    event_id: Uint8Array
    kind: EventKind
    day: Day
    case_id: IdBytes<CaseId> | null
    case_version: number | null
    desk_id: IdBytes<DeskId> | null
    member_id: IdBytes<MemberId> | null
  }
  file_parts: {
    instance_id: IdBytes<InstanceId>
    place: Uint8Array
    part_index: number
    digest: Uint8Array
    bytes: number
  }
  files: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    stream: Uint8Array
    file_id: Uint8Array
    epoch: number
    sender: Uint8Array
    place: Uint8Array
    parts: number
    bytes: number
    listed: boolean
    day: Day
  }
  foundings: {
    instance_id: IdBytes<InstanceId>
    desk_id: IdBytes<DeskId>
    invite_id: IdBytes<InviteId>
    roles: number
    independent: boolean
    label: string
    founded_day: Day | null
  }
  hosts: {
    host: string
    instance_id: IdBytes<InstanceId>
  }
  instances: {
    instance_id: IdBytes<InstanceId>
    kind: 'buyer' | 'operator'
    label: string
    zone: string
    practice: boolean
    root_fp: Uint8Array | null
    set_up_day: Day
    live_day: Day | null
  }
  invites: {
    instance_id: IdBytes<InstanceId>
    invite_id: IdBytes<InviteId>
    desk_id: IdBytes<DeskId>
    role: MemberRole
    made_by: IdBytes<MemberId> | null
    made_day: Day
    tag: Uint8Array | null
    member_id: IdBytes<MemberId> | null
    admitted_day: Day | null
  }
  leaving_desks: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    desk_id: IdBytes<DeskId>
  }
  member_cards: {
    instance_id: IdBytes<InstanceId>
    member_id: IdBytes<MemberId>
    card: Uint8Array
    card_hash: Uint8Array
    id_hash: Uint8Array
  }
  member_changes: {
    instance_id: IdBytes<InstanceId>
    desk_id: IdBytes<DeskId>
    n: number
    hash: Uint8Array
    change: Uint8Array
    signature: Uint8Array
  }
  members: {
    instance_id: IdBytes<InstanceId>
    member_id: IdBytes<MemberId>
    name: string
    name_key: string
    email: string | null
    email_key: string | null
    joined_day: Day
  }
  messages: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    stream: Uint8Array
    author: Uint8Array
    n: number
    epoch: number
    outer_part: Uint8Array
    body: SealedBytes<'message'>
    day: Day
  }
  operator_texts: {
    instance_id: IdBytes<InstanceId>
    language: string
    key: string
    value: string
  }
  outbox: {
    instance_id: IdBytes<InstanceId>
    mail_id: Uint8Array
    member_id: IdBytes<MemberId>
    kind: NoticeKind
    send_day: Day
    leased_by: Uint8Array | null
  }
  part_bytes: {
    instance_id: IdBytes<InstanceId>
    place: Uint8Array
    part_index: number
    body: SealedBytes<'part'>
  }
  pending_cards: {
    instance_id: IdBytes<InstanceId>
    desk_id: IdBytes<DeskId>
    epoch: number
    card: Uint8Array
    card_hash: Uint8Array
    card_sig: Uint8Array
    next_sig: Uint8Array
    recovery_pk: Uint8Array | null
    recovery_label: string
  }
  proposals: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    digest: Uint8Array
    member_id: IdBytes<MemberId>
    day: Day
    state: 'open' | 'approved' | 'back' | 'aside'
    decided_by: IdBytes<MemberId> | null
    decided_day: Day | null
  }
  receipts: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    envelope_hash: Uint8Array
    receipt: Uint8Array
  }
  rosters: {
    instance_id: IdBytes<InstanceId>
    seq: number
    roster_hash: IdBytes<RosterHash>
    root_fp: Uint8Array
    issued_day: Day
    not_after_day: Day
    file: Uint8Array
  }
  runners: {
    runner_id: Uint8Array
    beat_at: Instant
  }
  sessions: {
    token_hash: Uint8Array
    instance_id: IdBytes<InstanceId>
    kind: 'member' | 'set-up' | 'root' | 'recovery'
    member_id: IdBytes<MemberId> | null
    opened_at: Instant
    expires_at: Instant
    desk_id: IdBytes<DeskId> | null
  }
  streams: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    stream: Uint8Array
    newest_epoch: number
  }
  summaries: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    desk_id: IdBytes<DeskId>
    version: number
    head: Uint8Array
    body: SealedBytes<'summary'>
  }
  tombstones: {
    instance_id: IdBytes<InstanceId>
    tombstone: Uint8Array
    day: Day
  }
  unlock_boxes: {
    instance_id: IdBytes<InstanceId>
    member_id: IdBytes<MemberId>
    kind: number
    head: Uint8Array
    box: SealedBytes<'unlock'>
  }
  wraps: {
    instance_id: IdBytes<InstanceId>
    case_id: IdBytes<CaseId>
    stream: Uint8Array
    epoch: number
    party: Uint8Array
    desk_epoch: number
    wrap: SealedBytes<'wrap'>
  }
}

-- Made by "npm run db:types". Do not edit: write a migration.

create table absences (
  instance_id bytea not null,
  member_id bytea not null,
  from_day integer not null,
  until_day integer not null,
  deputy_id bytea not null,
  constraint absences_check CHECK ((until_day >= from_day)),
  constraint absences_check1 CHECK ((deputy_id <> member_id)),
  constraint absences_from_day_check CHECK ((from_day >= 0)),
  constraint absences_instance_id_deputy_id_fkey FOREIGN KEY (instance_id, deputy_id) REFERENCES members(instance_id, member_id) ON DELETE CASCADE,
  constraint absences_instance_id_member_id_fkey FOREIGN KEY (instance_id, member_id) REFERENCES members(instance_id, member_id) ON DELETE CASCADE,
  constraint absences_pkey PRIMARY KEY (instance_id, member_id)
);
CREATE INDEX absences_of_deputy ON public.absences USING btree (instance_id, deputy_id);
CREATE UNIQUE INDEX absences_pkey ON public.absences USING btree (instance_id, member_id);

create table audit_chains (
  instance_id bytea not null,
  s bigint not null,
  head bytea not null,
  constraint audit_chains_head_check CHECK ((octet_length(head) = 32)),
  constraint audit_chains_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint audit_chains_pkey PRIMARY KEY (instance_id),
  constraint audit_chains_s_check CHECK ((s >= 0))
);
CREATE UNIQUE INDEX audit_chains_pkey ON public.audit_chains USING btree (instance_id);

create table audit_checkpoints (
  instance_id bytea not null,
  s bigint not null,
  head bytea not null,
  day integer not null,
  signature bytea not null,
  constraint audit_checkpoints_day_check CHECK ((day >= 0)),
  constraint audit_checkpoints_head_check CHECK ((octet_length(head) = 32)),
  constraint audit_checkpoints_instance_id_day_key UNIQUE (instance_id, day),
  constraint audit_checkpoints_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint audit_checkpoints_pkey PRIMARY KEY (instance_id, s),
  constraint audit_checkpoints_s_check CHECK ((s >= 1)),
  constraint audit_checkpoints_signature_check CHECK ((octet_length(signature) = 64))
);
CREATE UNIQUE INDEX audit_checkpoints_instance_id_day_key ON public.audit_checkpoints USING btree (instance_id, day);
CREATE UNIQUE INDEX audit_checkpoints_pkey ON public.audit_checkpoints USING btree (instance_id, s);

create table audit_entries (
  instance_id bytea not null,
  s bigint not null,
  member_id bytea not null,
  n bigint not null,
  entry_hash bytea not null,
  server_day integer not null,
  action integer not null,
  subject bytea not null,
  entry bytea not null,
  signature bytea not null,
  head bytea not null,
  details bytea,
  constraint audit_entries_action_check CHECK (((action >= 1) AND (action <= 65535))),
  constraint audit_entries_check CHECK (((octet_length(entry) = 207) AND (get_byte(entry, 0) = 1) AND (SUBSTRING(entry FROM 18 FOR 16) = member_id) AND (SUBSTRING(entry FROM 34 FOR 8) = int8send(n)) AND (SUBSTRING(entry FROM 80 FOR 16) = subject))),
  constraint audit_entries_details_check CHECK (((octet_length(details) >= 81) AND (octet_length(details) <= 66000))),
  constraint audit_entries_entry_hash_check CHECK ((octet_length(entry_hash) = 32)),
  constraint audit_entries_head_check CHECK ((octet_length(head) = 32)),
  constraint audit_entries_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint audit_entries_instance_id_member_id_n_key UNIQUE (instance_id, member_id, n),
  constraint audit_entries_member_id_check CHECK ((octet_length(member_id) = 16)),
  constraint audit_entries_n_check CHECK ((n >= 0)),
  constraint audit_entries_pkey PRIMARY KEY (instance_id, s),
  constraint audit_entries_s_check CHECK ((s >= 1)),
  constraint audit_entries_server_day_check CHECK ((server_day >= 0)),
  constraint audit_entries_signature_check CHECK ((octet_length(signature) = 64)),
  constraint audit_entries_subject_check CHECK ((octet_length(subject) = 16))
);
CREATE UNIQUE INDEX audit_entries_instance_id_member_id_n_key ON public.audit_entries USING btree (instance_id, member_id, n);
CREATE INDEX audit_entries_of_case ON public.audit_entries USING btree (instance_id, subject, s);
CREATE UNIQUE INDEX audit_entries_pkey ON public.audit_entries USING btree (instance_id, s);

create table calendar_links (
  instance_id bytea not null,
  link_id bytea not null,
  token_hash bytea not null,
  member_id bytea not null,
  made_day integer not null,
  constraint calendar_links_instance_id_member_id_fkey FOREIGN KEY (instance_id, member_id) REFERENCES members(instance_id, member_id) ON DELETE CASCADE,
  constraint calendar_links_instance_id_token_hash_key UNIQUE (instance_id, token_hash),
  constraint calendar_links_link_id_check CHECK ((octet_length(link_id) = 16)),
  constraint calendar_links_made_day_check CHECK ((made_day >= 0)),
  constraint calendar_links_pkey PRIMARY KEY (instance_id, link_id),
  constraint calendar_links_token_hash_check CHECK ((octet_length(token_hash) = 32))
);
CREATE UNIQUE INDEX calendar_links_instance_id_token_hash_key ON public.calendar_links USING btree (instance_id, token_hash);
CREATE UNIQUE INDEX calendar_links_pkey ON public.calendar_links USING btree (instance_id, link_id);

create table case_desks (
  instance_id bytea not null,
  desk_id bytea not null,
  case_id bytea not null,
  rank smallint not null,
  due_day integer not null,
  last_day integer not null,
  state text not null,
  assignee bytea,
  added_day integer not null,
  unseen boolean not null,
  constraint case_desks_added_day_check CHECK ((added_day >= 0)),
  constraint case_desks_assignee_check CHECK ((octet_length(assignee) = 16)),
  constraint case_desks_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint case_desks_due_day_check CHECK ((due_day > 0)),
  constraint case_desks_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint case_desks_last_day_check CHECK ((last_day >= 0)),
  constraint case_desks_pkey PRIMARY KEY (instance_id, case_id, desk_id),
  constraint case_desks_rank_check CHECK (((rank >= 0) AND (rank <= 3))),
  constraint case_desks_state_check CHECK ((state = ANY (ARRAY['RECEIVED'::text, 'ACKNOWLEDGED'::text, 'TRIAGE'::text, 'ACCEPTED'::text, 'DECLINED'::text, 'REFERRED'::text, 'INVESTIGATING'::text, 'FINDINGS_REVIEW'::text, 'REMEDY_PLAN'::text, 'REMEDYING'::text, 'OUTCOME_GIVEN'::text, 'APPEAL'::text, 'CLOSED'::text, 'ARCHIVED'::text])))
);
CREATE INDEX case_desks_by_assignee ON public.case_desks USING btree (instance_id, desk_id, assignee, rank, due_day, case_id) WHERE (assignee IS NOT NULL);
CREATE INDEX case_desks_by_due ON public.case_desks USING btree (instance_id, desk_id, rank, due_day, case_id);
CREATE INDEX case_desks_by_last ON public.case_desks USING btree (instance_id, desk_id, last_day DESC, case_id);
CREATE INDEX case_desks_by_state ON public.case_desks USING btree (instance_id, desk_id, state, rank, due_day, case_id);
CREATE UNIQUE INDEX case_desks_pkey ON public.case_desks USING btree (instance_id, case_id, desk_id);
CREATE INDEX case_desks_unseen ON public.case_desks USING btree (instance_id, desk_id, rank, due_day, case_id) WHERE unseen;

create table case_names (
  instance_id bytea not null,
  case_id bytea not null,
  desk_id bytea not null,
  day integer not null,
  letter bytea not null,
  constraint case_names_day_check CHECK ((day >= 0)),
  constraint case_names_instance_id_case_id_desk_id_fkey FOREIGN KEY (instance_id, case_id, desk_id) REFERENCES case_desks(instance_id, case_id, desk_id) ON DELETE CASCADE,
  constraint case_names_letter_check CHECK (((octet_length(letter) >= 1300) AND (octet_length(letter) <= 8300))),
  constraint case_names_pkey PRIMARY KEY (instance_id, case_id, desk_id)
);
CREATE UNIQUE INDEX case_names_pkey ON public.case_names USING btree (instance_id, case_id, desk_id);

create table cases (
  instance_id bytea not null,
  case_id bytea not null,
  card bytea not null,
  day integer not null,
  audit_ref bytea not null,
  state text not null,
  turn smallint not null,
  assignee bytea,
  next_day integer,
  end_day integer,
  last_day integer not null,
  urgent boolean not null,
  reporter_messages integer not null,
  version bigint not null,
  held boolean not null,
  watch_until_day integer,
  constraint cases_assignee_check CHECK ((octet_length(assignee) = 16)),
  constraint cases_audit_ref_check CHECK ((octet_length(audit_ref) = 16)),
  constraint cases_card_check CHECK ((octet_length(card) = 1280)),
  constraint cases_case_id_check CHECK ((octet_length(case_id) = 32)),
  constraint cases_check CHECK ((last_day >= day)),
  constraint cases_day_check CHECK ((day >= 0)),
  constraint cases_end_day_check CHECK ((end_day > 0)),
  constraint cases_instance_id_check CHECK ((octet_length(instance_id) = 16)),
  constraint cases_next_day_check CHECK ((next_day > 0)),
  constraint cases_pkey PRIMARY KEY (instance_id, case_id),
  constraint cases_reporter_messages_check CHECK ((reporter_messages >= 0)),
  constraint cases_state_check CHECK ((state = ANY (ARRAY['RECEIVED'::text, 'ACKNOWLEDGED'::text, 'TRIAGE'::text, 'ACCEPTED'::text, 'DECLINED'::text, 'REFERRED'::text, 'INVESTIGATING'::text, 'FINDINGS_REVIEW'::text, 'REMEDY_PLAN'::text, 'REMEDYING'::text, 'OUTCOME_GIVEN'::text, 'APPEAL'::text, 'CLOSED'::text, 'ARCHIVED'::text]))),
  constraint cases_turn_check CHECK (((turn >= 0) AND (turn <= 3))),
  constraint cases_version_check CHECK ((version >= 0)),
  constraint cases_watch_until_day_check CHECK ((watch_until_day > 0))
);
CREATE UNIQUE INDEX cases_pkey ON public.cases USING btree (instance_id, case_id);

create table clocks (
  instance_id bytea not null,
  case_id bytea not null,
  due_day integer not null,
  stopped_day integer,
  clock_id bytea not null,
  first_day integer,
  second_day integer,
  third_day integer,
  told_day integer,
  constraint clocks_check2 CHECK ((second_day > first_day)),
  constraint clocks_check3 CHECK ((third_day > second_day)),
  constraint clocks_clock_id_check CHECK ((octet_length(clock_id) = 16)),
  constraint clocks_due_day_check CHECK (((due_day >= 0) AND (due_day > first_day) AND (due_day > second_day) AND (due_day > third_day))),
  constraint clocks_first_day_check CHECK ((first_day >= 0)),
  constraint clocks_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint clocks_order_check CHECK ((((second_day IS NULL) OR (first_day IS NOT NULL)) AND ((third_day IS NULL) OR (second_day IS NOT NULL)))),
  constraint clocks_pkey PRIMARY KEY (instance_id, case_id, clock_id),
  constraint clocks_stopped_day_check CHECK ((stopped_day >= 0)),
  constraint clocks_told_check CHECK (((((told_day = first_day) OR (told_day = second_day)) OR (told_day = third_day)) OR (told_day = due_day))),
  constraint clocks_told_day_check CHECK ((told_day >= 0))
);
CREATE UNIQUE INDEX clocks_pkey ON public.clocks USING btree (instance_id, case_id, clock_id);
CREATE INDEX clocks_running ON public.clocks USING btree (instance_id, due_day, case_id) WHERE (stopped_day IS NULL);

create table copies (
  instance_id bytea not null,
  copy_id bytea not null,
  case_id bytea not null,
  desk_id bytea not null,
  card bytea not null,
  header bytea not null,
  ctx bytea not null,
  desk_epoch integer not null,
  outside_wrap bytea not null,
  desk_wrap bytea not null,
  day integer not null,
  until_day integer not null,
  constraint copies_card_check CHECK ((octet_length(card) = 1280)),
  constraint copies_check CHECK ((until_day >= day)),
  constraint copies_copy_id_check CHECK ((octet_length(copy_id) = 32)),
  constraint copies_ctx_check CHECK ((octet_length(ctx) = 32)),
  constraint copies_day_check CHECK ((day >= 0)),
  constraint copies_desk_epoch_check CHECK ((desk_epoch >= 1)),
  constraint copies_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint copies_desk_wrap_check CHECK ((octet_length(desk_wrap) = 1232)),
  constraint copies_header_check CHECK (((octet_length(header) = 365) AND (get_byte(header, 0) = 1))),
  constraint copies_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint copies_instance_id_check CHECK ((octet_length(instance_id) = 16)),
  constraint copies_outside_wrap_check CHECK ((octet_length(outside_wrap) = 1232)),
  constraint copies_pkey PRIMARY KEY (instance_id, copy_id)
);
CREATE INDEX copies_by_end ON public.copies USING btree (instance_id, until_day);
CREATE INDEX copies_of_case ON public.copies USING btree (instance_id, case_id);
CREATE UNIQUE INDEX copies_pkey ON public.copies USING btree (instance_id, copy_id);

create table copy_messages (
  instance_id bytea not null,
  copy_id bytea not null,
  n bigint not null,
  outer_part bytea not null,
  body bytea not null,
  day integer not null,
  constraint copy_messages_body_check CHECK ((octet_length(body) = ANY (ARRAY[4136, 16424, 65576, 262184]))),
  constraint copy_messages_check CHECK (((octet_length(outer_part) = 30) AND (get_byte(outer_part, 0) = 2) AND (SUBSTRING(outer_part FROM 18 FOR 8) = int8send(n)))),
  constraint copy_messages_day_check CHECK ((day >= 0)),
  constraint copy_messages_instance_id_copy_id_fkey FOREIGN KEY (instance_id, copy_id) REFERENCES copies(instance_id, copy_id) ON DELETE CASCADE,
  constraint copy_messages_n_check CHECK ((n >= 0)),
  constraint copy_messages_pkey PRIMARY KEY (instance_id, copy_id, n)
);
CREATE UNIQUE INDEX copy_messages_pkey ON public.copy_messages USING btree (instance_id, copy_id, n);

create table decision_pages (
  instance_id bytea not null,
  page_id bytea not null,
  case_id bytea not null,
  digest bytea not null,
  desk_id bytea not null,
  to_desk bytea not null,
  member_id bytea not null,
  day integer not null,
  page bytea not null,
  answer bytea,
  verdict text,
  answered_by bytea,
  answered_day integer,
  constraint decision_pages_answer_check CHECK (((octet_length(answer) >= 81) AND (octet_length(answer) <= 66000))),
  constraint decision_pages_answered_by_check CHECK ((octet_length(answered_by) = 16)),
  constraint decision_pages_answered_day_check CHECK ((answered_day >= 0)),
  constraint decision_pages_check CHECK (((octet_length(to_desk) = 16) AND (to_desk <> desk_id))),
  constraint decision_pages_check1 CHECK ((((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_day IS NULL)) AND ((answer IS NULL) = (verdict IS NULL)))),
  constraint decision_pages_day_check CHECK ((day >= 0)),
  constraint decision_pages_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint decision_pages_instance_id_case_id_digest_fkey FOREIGN KEY (instance_id, case_id, digest) REFERENCES proposals(instance_id, case_id, digest) ON DELETE CASCADE,
  constraint decision_pages_instance_id_case_id_digest_to_desk_key UNIQUE (instance_id, case_id, digest, to_desk),
  constraint decision_pages_member_id_check CHECK ((octet_length(member_id) = 16)),
  constraint decision_pages_page_check CHECK (((octet_length(page) >= 81) AND (octet_length(page) <= 131072))),
  constraint decision_pages_page_id_check CHECK ((octet_length(page_id) = 16)),
  constraint decision_pages_pkey PRIMARY KEY (instance_id, page_id),
  constraint decision_pages_verdict_check CHECK ((verdict = ANY (ARRAY['approve'::text, 'back'::text])))
);
CREATE INDEX decision_pages_for ON public.decision_pages USING btree (instance_id, to_desk, day);
CREATE UNIQUE INDEX decision_pages_instance_id_case_id_digest_to_desk_key ON public.decision_pages USING btree (instance_id, case_id, digest, to_desk);
CREATE UNIQUE INDEX decision_pages_pkey ON public.decision_pages USING btree (instance_id, page_id);

create table desk_boxes (
  instance_id bytea not null,
  desk_id bytea not null,
  desk_epoch integer not null,
  which smallint not null,
  owner_id bytea not null,
  box bytea not null,
  constraint desk_boxes_box_check CHECK ((octet_length(box) = 1192)),
  constraint desk_boxes_desk_epoch_check CHECK ((desk_epoch >= 0)),
  constraint desk_boxes_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint desk_boxes_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint desk_boxes_owner_id_check CHECK ((octet_length(owner_id) = 16)),
  constraint desk_boxes_pkey PRIMARY KEY (instance_id, desk_id, desk_epoch, which, owner_id),
  constraint desk_boxes_which_check CHECK ((which = ANY (ARRAY[1, 2])))
);
CREATE UNIQUE INDEX desk_boxes_pkey ON public.desk_boxes USING btree (instance_id, desk_id, desk_epoch, which, owner_id);

create table desk_cards (
  instance_id bytea not null,
  desk_id bytea not null,
  epoch integer not null,
  card bytea not null,
  card_hash bytea not null,
  card_sig bytea not null,
  recovery_pk bytea,
  recovery_label text not null,
  next_sig bytea,
  constraint desk_cards_card_check CHECK ((octet_length(card) = 1348)),
  constraint desk_cards_card_hash_check CHECK ((octet_length(card_hash) = 32)),
  constraint desk_cards_card_sig_check CHECK ((octet_length(card_sig) = 64)),
  constraint desk_cards_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint desk_cards_epoch_check CHECK ((epoch >= 0)),
  constraint desk_cards_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint desk_cards_next_sig_check CHECK ((octet_length(next_sig) = 64)),
  constraint desk_cards_pkey PRIMARY KEY (instance_id, desk_id, epoch, card_hash),
  constraint desk_cards_recovery_label_check CHECK ((char_length(recovery_label) <= 80)),
  constraint desk_cards_recovery_pk_check CHECK ((octet_length(recovery_pk) = 1216))
);
CREATE UNIQUE INDEX desk_cards_pkey ON public.desk_cards USING btree (instance_id, desk_id, epoch, card_hash);

create table desk_members (
  instance_id bytea not null,
  desk_id bytea not null,
  member_id bytea not null,
  role text not null,
  constraint desk_members_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint desk_members_instance_id_member_id_fkey FOREIGN KEY (instance_id, member_id) REFERENCES members(instance_id, member_id) ON DELETE CASCADE,
  constraint desk_members_pkey PRIMARY KEY (instance_id, desk_id, member_id),
  constraint desk_members_role_check CHECK ((role = ANY (ARRAY['handler'::text, 'lead'::text])))
);
CREATE INDEX desk_members_of_member ON public.desk_members USING btree (instance_id, member_id);
CREATE UNIQUE INDEX desk_members_pkey ON public.desk_members USING btree (instance_id, desk_id, member_id);

create table desk_records (
  instance_id bytea not null,
  desk_id bytea not null,
  record_id bytea not null,
  kind smallint not null,
  owner bytea not null,
  version integer not null,
  key_epoch integer not null,
  head bytea not null,
  body bytea not null,
  case_id bytea,
  constraint desk_records_check CHECK (((octet_length(head) = 38) AND (get_byte(head, 0) = kind) AND (SUBSTRING(head FROM 2 FOR 17) = owner) AND (SUBSTRING(head FROM 19 FOR 16) = record_id) AND (SUBSTRING(head FROM 35 FOR 4) = int4send(version)))),
  constraint desk_records_check1 CHECK ((((octet_length(body) >= 81) AND (octet_length(body) <= 1049000)) AND ((kind = 8) OR (octet_length(body) <= 66000)))),
  constraint desk_records_check2 CHECK ((((kind <> 8) OR (case_id IS NOT NULL)) AND ((kind = ANY (ARRAY[3, 8])) OR (case_id IS NULL)))),
  constraint desk_records_check3 CHECK (((kind = ANY (ARRAY[4, 7])) OR (get_byte(owner, 0) =
CASE
    WHEN (kind = ANY (ARRAY[2, 3])) THEN 3
    ELSE 2
END))),
  constraint desk_records_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint desk_records_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint desk_records_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint desk_records_key_epoch_check CHECK ((key_epoch >= 0)),
  constraint desk_records_kind_check CHECK (((kind >= 2) AND (kind <= 8))),
  constraint desk_records_owner_check CHECK (((octet_length(owner) = 17) AND (get_byte(owner, 0) = ANY (ARRAY[2, 3])))),
  constraint desk_records_pkey PRIMARY KEY (instance_id, desk_id, record_id),
  constraint desk_records_record_id_check CHECK ((octet_length(record_id) = 16)),
  constraint desk_records_version_check CHECK ((version >= 1))
);
CREATE INDEX desk_records_by_kind ON public.desk_records USING btree (instance_id, desk_id, kind, record_id);
CREATE INDEX desk_records_of_case ON public.desk_records USING btree (instance_id, case_id) WHERE (case_id IS NOT NULL);
CREATE UNIQUE INDEX desk_records_pkey ON public.desk_records USING btree (instance_id, desk_id, record_id);

create table desks (
  instance_id bytea not null,
  desk_id bytea not null,
  epoch integer not null,
  card_hash bytea not null,
  roles integer not null,
  independent boolean not null,
  label text not null,
  recovery_label text not null,
  in_roster boolean not null,
  constraint desks_card_hash_check CHECK ((octet_length(card_hash) = 32)),
  constraint desks_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint desks_epoch_check CHECK ((epoch >= 0)),
  constraint desks_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint desks_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 80))),
  constraint desks_pkey PRIMARY KEY (instance_id, desk_id),
  constraint desks_recovery_label_check CHECK ((char_length(recovery_label) <= 80)),
  constraint desks_roles_check CHECK (((roles >= 0) AND (roles <= 65535)))
);
CREATE UNIQUE INDEX desks_pkey ON public.desks USING btree (instance_id, desk_id);

create table epochs (
  instance_id bytea not null,
  case_id bytea not null,
  stream bytea not null,
  epoch integer not null,
  header bytea not null,
  ctx bytea not null,
  back bytea,
  constraint epochs_back_check CHECK ((octet_length(back) = 112)),
  constraint epochs_ctx_check CHECK ((octet_length(ctx) = 32)),
  constraint epochs_epoch_check CHECK ((epoch >= 0)),
  constraint epochs_header_check CHECK ((((octet_length(header) >= 312) AND (octet_length(header) <= 1160)) AND (get_byte(header, 0) = 1))),
  constraint epochs_instance_id_case_id_stream_fkey FOREIGN KEY (instance_id, case_id, stream) REFERENCES streams(instance_id, case_id, stream) ON DELETE CASCADE,
  constraint epochs_pkey PRIMARY KEY (instance_id, case_id, stream, epoch)
);
CREATE UNIQUE INDEX epochs_pkey ON public.epochs USING btree (instance_id, case_id, stream, epoch);

create table events (
  instance_id bytea not null,
  event_id bytea not null,
  kind text not null,
  day integer not null,
  case_id bytea,
  case_version bigint,
  desk_id bytea,
  member_id bytea,
  constraint events_check CHECK (((case_id IS NOT NULL) OR (case_version IS NULL))),
  constraint events_day_check CHECK ((day >= 0)),
  constraint events_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint events_event_id_check CHECK ((octet_length(event_id) = 16)),
  constraint events_instance_id_case_id_case_version_key UNIQUE (instance_id, case_id, case_version),
  constraint events_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint events_instance_id_check CHECK ((octet_length(instance_id) = 16)),
  constraint events_kind_check CHECK ((kind = ANY (ARRAY['instance-set-up'::text, 'root-made'::text, 'desk-planned'::text, 'operator-texts-saved'::text, 'desk-founded'::text, 'roster-published'::text, 'member-invited'::text, 'member-joined'::text, 'member-admitted'::text, 'role-changed'::text, 'unlock-boxes-replaced'::text, 'session-opened'::text, 'session-ended'::text, 'reminders-raised'::text, 'case-opened'::text, 'reporter-posted'::text, 'desk-wrote'::text, 'parts-swept'::text, 'copy-made'::text, 'copies-ended'::text, 'case-shredded'::text, 'desk-rotated'::text, 'member-removed'::text, 'root-signed-in'::text, 'recovery-opened'::text, 'recovery-read'::text, 'checkpoint-signed'::text, 'case-read'::text, 'recovery-drilled'::text, 'record-kept'::text, 'record-dropped'::text, 'decision-asked'::text, 'decision-answered'::text, 'calendar-linked'::text, 'absence-set'::text, 'names-changed'::text, 'name-read'::text]))),
  constraint events_member_id_check CHECK ((octet_length(member_id) = 16)),
  constraint events_pkey PRIMARY KEY (instance_id, event_id)
);
CREATE UNIQUE INDEX events_instance_id_case_id_case_version_key ON public.events USING btree (instance_id, case_id, case_version);
CREATE UNIQUE INDEX events_pkey ON public.events USING btree (instance_id, event_id);

create table file_parts (
  instance_id bytea not null,
  place bytea not null,
  part_index integer not null,
  digest bytea not null,
  bytes integer not null,
  constraint file_parts_bytes_check CHECK (((bytes >= 1) AND (bytes <= 1048576))),
  constraint file_parts_digest_check CHECK ((octet_length(digest) = 32)),
  constraint file_parts_instance_id_place_fkey FOREIGN KEY (instance_id, place) REFERENCES files(instance_id, place) ON DELETE CASCADE,
  constraint file_parts_part_index_check CHECK ((part_index >= 0)),
  constraint file_parts_pkey PRIMARY KEY (instance_id, place, part_index)
);
CREATE UNIQUE INDEX file_parts_pkey ON public.file_parts USING btree (instance_id, place, part_index);

create table files (
  instance_id bytea not null,
  case_id bytea not null,
  stream bytea not null,
  file_id bytea not null,
  epoch integer not null,
  sender bytea not null,
  place bytea not null,
  parts integer not null,
  bytes bigint not null,
  listed boolean not null,
  day integer not null,
  constraint files_bytes_check CHECK ((bytes >= 0)),
  constraint files_day_check CHECK ((day >= 0)),
  constraint files_epoch_check CHECK ((epoch >= 0)),
  constraint files_file_id_check CHECK ((octet_length(file_id) = 16)),
  constraint files_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint files_instance_id_check CHECK ((octet_length(instance_id) = 16)),
  constraint files_instance_id_place_key UNIQUE (instance_id, place),
  constraint files_parts_check CHECK ((parts >= 1)),
  constraint files_pkey PRIMARY KEY (instance_id, case_id, stream, file_id),
  constraint files_place_check CHECK ((octet_length(place) = 16)),
  constraint files_sender_check CHECK (((octet_length(sender) = 17) AND (get_byte(sender, 0) = ANY (ARRAY[1, 2])))),
  constraint files_stream_check CHECK (((octet_length(stream) = 17) AND ((get_byte(stream, 0) >= 1) AND (get_byte(stream, 0) <= 3))))
);
CREATE UNIQUE INDEX files_instance_id_place_key ON public.files USING btree (instance_id, place);
CREATE UNIQUE INDEX files_pkey ON public.files USING btree (instance_id, case_id, stream, file_id);
CREATE INDEX files_unlisted ON public.files USING btree (instance_id, day) WHERE (NOT listed);

create table foundings (
  instance_id bytea not null,
  desk_id bytea not null,
  invite_id bytea not null,
  roles integer not null,
  independent boolean not null,
  label text not null,
  founded_day integer,
  constraint foundings_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint foundings_founded_day_check CHECK ((founded_day >= 0)),
  constraint foundings_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint foundings_instance_id_invite_id_key UNIQUE (instance_id, invite_id),
  constraint foundings_invite_id_check CHECK ((octet_length(invite_id) = 16)),
  constraint foundings_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 80))),
  constraint foundings_pkey PRIMARY KEY (instance_id, desk_id),
  constraint foundings_roles_check CHECK (((roles >= 1) AND (roles <= 65535)))
);
CREATE UNIQUE INDEX foundings_instance_id_invite_id_key ON public.foundings USING btree (instance_id, invite_id);
CREATE UNIQUE INDEX foundings_pkey ON public.foundings USING btree (instance_id, desk_id);

create table hosts (
  host text not null,
  instance_id bytea not null,
  constraint hosts_host_check CHECK (((char_length(host) >= 1) AND (char_length(host) <= 253))),
  constraint hosts_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint hosts_pkey PRIMARY KEY (host)
);
CREATE UNIQUE INDEX hosts_pkey ON public.hosts USING btree (host);

create table instances (
  instance_id bytea not null,
  kind text not null,
  label text not null,
  zone text not null,
  practice boolean not null,
  root_fp bytea,
  set_up_day integer not null,
  live_day integer,
  constraint instances_instance_id_check CHECK ((octet_length(instance_id) = 16)),
  constraint instances_kind_check CHECK ((kind = ANY (ARRAY['buyer'::text, 'operator'::text]))),
  constraint instances_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 200))),
  constraint instances_live_day_check CHECK ((live_day >= 0)),
  constraint instances_pkey PRIMARY KEY (instance_id),
  constraint instances_root_fp_check CHECK ((octet_length(root_fp) = 32)),
  constraint instances_set_up_day_check CHECK ((set_up_day >= 0)),
  constraint instances_zone_check CHECK (((char_length(zone) >= 1) AND (char_length(zone) <= 64)))
);
CREATE UNIQUE INDEX instances_pkey ON public.instances USING btree (instance_id);

create table invites (
  instance_id bytea not null,
  invite_id bytea not null,
  desk_id bytea not null,
  role text not null,
  made_by bytea,
  made_day integer not null,
  tag bytea,
  member_id bytea,
  admitted_day integer,
  constraint invites_admitted_day_check CHECK ((admitted_day >= 0)),
  constraint invites_check CHECK (((tag IS NULL) = (member_id IS NULL))),
  constraint invites_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint invites_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint invites_invite_id_check CHECK ((octet_length(invite_id) = 16)),
  constraint invites_made_by_check CHECK ((octet_length(made_by) = 16)),
  constraint invites_made_day_check CHECK ((made_day >= 0)),
  constraint invites_member_id_check CHECK ((octet_length(member_id) = 16)),
  constraint invites_pkey PRIMARY KEY (instance_id, invite_id),
  constraint invites_role_check CHECK ((role = ANY (ARRAY['handler'::text, 'lead'::text]))),
  constraint invites_tag_check CHECK ((octet_length(tag) = 32))
);
CREATE UNIQUE INDEX invites_pkey ON public.invites USING btree (instance_id, invite_id);

create table leaving_desks (
  instance_id bytea not null,
  case_id bytea not null,
  desk_id bytea not null,
  constraint leaving_desks_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint leaving_desks_instance_id_case_id_desk_id_fkey FOREIGN KEY (instance_id, case_id, desk_id) REFERENCES case_desks(instance_id, case_id, desk_id) ON DELETE CASCADE,
  constraint leaving_desks_pkey PRIMARY KEY (instance_id, case_id, desk_id)
);
CREATE UNIQUE INDEX leaving_desks_pkey ON public.leaving_desks USING btree (instance_id, case_id, desk_id);

create table member_cards (
  instance_id bytea not null,
  member_id bytea not null,
  card bytea not null,
  card_hash bytea not null,
  id_hash bytea not null,
  constraint member_cards_card_hash_check CHECK ((octet_length(card_hash) = 32)),
  constraint member_cards_check CHECK (((octet_length(card) = 1296) AND (SUBSTRING(card FROM 1 FOR 16) = member_id))),
  constraint member_cards_id_hash_check CHECK ((octet_length(id_hash) = 32)),
  constraint member_cards_instance_id_card_hash_key UNIQUE (instance_id, card_hash),
  constraint member_cards_instance_id_id_hash_key UNIQUE (instance_id, id_hash),
  constraint member_cards_instance_id_member_id_fkey FOREIGN KEY (instance_id, member_id) REFERENCES members(instance_id, member_id) ON DELETE CASCADE,
  constraint member_cards_pkey PRIMARY KEY (instance_id, member_id)
);
CREATE UNIQUE INDEX member_cards_instance_id_card_hash_key ON public.member_cards USING btree (instance_id, card_hash);
CREATE UNIQUE INDEX member_cards_instance_id_id_hash_key ON public.member_cards USING btree (instance_id, id_hash);
CREATE UNIQUE INDEX member_cards_pkey ON public.member_cards USING btree (instance_id, member_id);

create table member_changes (
  instance_id bytea not null,
  desk_id bytea not null,
  n integer not null,
  hash bytea not null,
  change bytea not null,
  signature bytea not null,
  constraint member_changes_change_check CHECK ((octet_length(change) = 118)),
  constraint member_changes_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint member_changes_hash_check CHECK ((octet_length(hash) = 32)),
  constraint member_changes_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint member_changes_n_check CHECK ((n >= 0)),
  constraint member_changes_pkey PRIMARY KEY (instance_id, desk_id, n),
  constraint member_changes_signature_check CHECK ((octet_length(signature) = 64))
);
CREATE UNIQUE INDEX member_changes_pkey ON public.member_changes USING btree (instance_id, desk_id, n);

create table members (
  instance_id bytea not null,
  member_id bytea not null,
  name text not null,
  name_key text not null,
  email text,
  email_key text,
  joined_day integer not null,
  constraint members_email_check CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254))),
  constraint members_email_key_check CHECK (((char_length(email_key) >= 3) AND (char_length(email_key) <= 254))),
  constraint members_instance_id_email_key_key UNIQUE (instance_id, email_key),
  constraint members_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint members_instance_id_name_key_key UNIQUE (instance_id, name_key),
  constraint members_joined_day_check CHECK ((joined_day >= 0)),
  constraint members_member_id_check CHECK ((octet_length(member_id) = 16)),
  constraint members_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint members_name_key_check CHECK (((char_length(name_key) >= 1) AND (char_length(name_key) <= 80))),
  constraint members_pkey PRIMARY KEY (instance_id, member_id)
);
CREATE UNIQUE INDEX members_instance_id_email_key_key ON public.members USING btree (instance_id, email_key);
CREATE UNIQUE INDEX members_instance_id_name_key_key ON public.members USING btree (instance_id, name_key);
CREATE UNIQUE INDEX members_pkey ON public.members USING btree (instance_id, member_id);

create table messages (
  instance_id bytea not null,
  case_id bytea not null,
  stream bytea not null,
  author bytea not null,
  n bigint not null,
  epoch integer not null,
  outer_part bytea not null,
  body bytea not null,
  day integer not null,
  constraint messages_author_check CHECK ((octet_length(author) = 17)),
  constraint messages_body_check CHECK ((octet_length(body) = ANY (ARRAY[4136, 16424, 65576, 262184]))),
  constraint messages_check CHECK (((octet_length(outer_part) = 30) AND (SUBSTRING(outer_part FROM 1 FOR 17) = author) AND (SUBSTRING(outer_part FROM 18 FOR 8) = int8send(n)))),
  constraint messages_day_check CHECK ((day >= 0)),
  constraint messages_instance_id_case_id_stream_epoch_fkey FOREIGN KEY (instance_id, case_id, stream, epoch) REFERENCES epochs(instance_id, case_id, stream, epoch) ON DELETE CASCADE,
  constraint messages_n_check CHECK ((n >= 0)),
  constraint messages_pkey PRIMARY KEY (instance_id, case_id, stream, author, n)
);
CREATE UNIQUE INDEX messages_pkey ON public.messages USING btree (instance_id, case_id, stream, author, n);

create table operator_texts (
  instance_id bytea not null,
  language text not null,
  key text not null,
  value text not null,
  constraint operator_texts_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint operator_texts_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 80))),
  constraint operator_texts_language_check CHECK (((char_length(language) >= 2) AND (char_length(language) <= 16))),
  constraint operator_texts_pkey PRIMARY KEY (instance_id, language, key),
  constraint operator_texts_value_check CHECK (((char_length(value) >= 1) AND (char_length(value) <= 4000)))
);
CREATE UNIQUE INDEX operator_texts_pkey ON public.operator_texts USING btree (instance_id, language, key);

create table outbox (
  instance_id bytea not null,
  mail_id bytea not null,
  member_id bytea not null,
  kind text not null,
  send_day integer not null,
  leased_by bytea,
  constraint outbox_instance_id_check CHECK ((octet_length(instance_id) = 16)),
  constraint outbox_kind_check CHECK ((kind = ANY (ARRAY['new-message'::text, 'danger'::text, 'date-near'::text]))),
  constraint outbox_leased_by_check CHECK ((octet_length(leased_by) = 16)),
  constraint outbox_mail_id_check CHECK ((octet_length(mail_id) = 16)),
  constraint outbox_member_id_check CHECK ((octet_length(member_id) = 16)),
  constraint outbox_pkey PRIMARY KEY (instance_id, mail_id),
  constraint outbox_send_day_check CHECK ((send_day >= 0))
);
CREATE UNIQUE INDEX outbox_pkey ON public.outbox USING btree (instance_id, mail_id);
CREATE INDEX outbox_waiting ON public.outbox USING btree (instance_id, member_id, kind) WHERE (leased_by IS NULL);

create table part_bytes (
  instance_id bytea not null,
  place bytea not null,
  part_index integer not null,
  body bytea not null,
  constraint part_bytes_body_check CHECK (((octet_length(body) >= 1) AND (octet_length(body) <= 1048576))),
  constraint part_bytes_instance_id_place_part_index_fkey FOREIGN KEY (instance_id, place, part_index) REFERENCES file_parts(instance_id, place, part_index) ON DELETE CASCADE,
  constraint part_bytes_pkey PRIMARY KEY (instance_id, place, part_index)
);
CREATE UNIQUE INDEX part_bytes_pkey ON public.part_bytes USING btree (instance_id, place, part_index);

create table pending_cards (
  instance_id bytea not null,
  desk_id bytea not null,
  epoch integer not null,
  card bytea not null,
  card_hash bytea not null,
  card_sig bytea not null,
  next_sig bytea not null,
  recovery_pk bytea,
  recovery_label text not null,
  constraint pending_cards_card_check CHECK ((octet_length(card) = 1348)),
  constraint pending_cards_card_hash_check CHECK ((octet_length(card_hash) = 32)),
  constraint pending_cards_card_sig_check CHECK ((octet_length(card_sig) = 64)),
  constraint pending_cards_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint pending_cards_epoch_check CHECK ((epoch >= 2)),
  constraint pending_cards_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint pending_cards_next_sig_check CHECK ((octet_length(next_sig) = 64)),
  constraint pending_cards_pkey PRIMARY KEY (instance_id, desk_id),
  constraint pending_cards_recovery_label_check CHECK ((char_length(recovery_label) <= 80)),
  constraint pending_cards_recovery_pk_check CHECK ((octet_length(recovery_pk) = 1216))
);
CREATE UNIQUE INDEX pending_cards_pkey ON public.pending_cards USING btree (instance_id, desk_id);

create table proposals (
  instance_id bytea not null,
  case_id bytea not null,
  digest bytea not null,
  member_id bytea not null,
  day integer not null,
  state text not null,
  decided_by bytea,
  decided_day integer,
  constraint proposals_check CHECK (((state = 'open'::text) = (decided_by IS NULL))),
  constraint proposals_check1 CHECK (((decided_by IS NULL) = (decided_day IS NULL))),
  constraint proposals_day_check CHECK ((day >= 0)),
  constraint proposals_decided_by_check CHECK ((octet_length(decided_by) = 16)),
  constraint proposals_decided_day_check CHECK ((decided_day >= 0)),
  constraint proposals_digest_check CHECK ((octet_length(digest) = 32)),
  constraint proposals_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint proposals_member_id_check CHECK ((octet_length(member_id) = 16)),
  constraint proposals_pkey PRIMARY KEY (instance_id, case_id, digest),
  constraint proposals_state_check CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text, 'back'::text, 'aside'::text])))
);
CREATE UNIQUE INDEX proposals_pkey ON public.proposals USING btree (instance_id, case_id, digest);

create table receipts (
  instance_id bytea not null,
  case_id bytea not null,
  envelope_hash bytea not null,
  receipt bytea not null,
  constraint receipts_envelope_hash_check CHECK ((octet_length(envelope_hash) = 32)),
  constraint receipts_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint receipts_pkey PRIMARY KEY (instance_id, case_id),
  constraint receipts_receipt_check CHECK ((octet_length(receipt) = 76))
);
CREATE UNIQUE INDEX receipts_pkey ON public.receipts USING btree (instance_id, case_id);

create table rosters (
  instance_id bytea not null,
  seq bigint not null,
  roster_hash bytea not null,
  root_fp bytea not null,
  issued_day integer not null,
  not_after_day integer not null,
  file bytea not null,
  constraint rosters_check CHECK ((not_after_day > issued_day)),
  constraint rosters_file_check CHECK ((((octet_length(file) >= 200) AND (octet_length(file) <= 1048576)) AND (get_byte(file, 4) = 1))),
  constraint rosters_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint rosters_instance_id_roster_hash_key UNIQUE (instance_id, roster_hash),
  constraint rosters_issued_day_check CHECK ((issued_day >= 0)),
  constraint rosters_pkey PRIMARY KEY (instance_id, seq),
  constraint rosters_root_fp_check CHECK ((octet_length(root_fp) = 32)),
  constraint rosters_roster_hash_check CHECK ((octet_length(roster_hash) = 32)),
  constraint rosters_seq_check CHECK ((seq >= 1))
);
CREATE UNIQUE INDEX rosters_instance_id_roster_hash_key ON public.rosters USING btree (instance_id, roster_hash);
CREATE UNIQUE INDEX rosters_pkey ON public.rosters USING btree (instance_id, seq);

create table runners (
  runner_id bytea not null,
  beat_at bigint not null,
  constraint runners_pkey PRIMARY KEY (runner_id),
  constraint runners_runner_id_check CHECK ((octet_length(runner_id) = 16))
);
CREATE UNIQUE INDEX runners_pkey ON public.runners USING btree (runner_id);

create table sessions (
  token_hash bytea not null,
  instance_id bytea not null,
  kind text not null,
  member_id bytea,
  opened_at bigint not null,
  expires_at bigint not null,
  desk_id bytea,
  constraint sessions_check CHECK (((kind = 'member'::text) = (member_id IS NOT NULL))),
  constraint sessions_desk_check CHECK (((kind = 'recovery'::text) = (desk_id IS NOT NULL))),
  constraint sessions_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint sessions_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instances(instance_id) ON DELETE CASCADE,
  constraint sessions_instance_id_member_id_fkey FOREIGN KEY (instance_id, member_id) REFERENCES members(instance_id, member_id) ON DELETE CASCADE,
  constraint sessions_kind_check CHECK ((kind = ANY (ARRAY['member'::text, 'set-up'::text, 'root'::text, 'recovery'::text]))),
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_token_hash_check CHECK ((octet_length(token_hash) = 32))
);
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (token_hash);

create table streams (
  instance_id bytea not null,
  case_id bytea not null,
  stream bytea not null,
  newest_epoch integer not null,
  constraint streams_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint streams_newest_epoch_check CHECK ((newest_epoch >= 0)),
  constraint streams_pkey PRIMARY KEY (instance_id, case_id, stream),
  constraint streams_stream_check CHECK (((octet_length(stream) = 17) AND (get_byte(stream, 0) = ANY (ARRAY[1, 2, 3]))))
);
CREATE UNIQUE INDEX streams_pkey ON public.streams USING btree (instance_id, case_id, stream);

create table summaries (
  instance_id bytea not null,
  case_id bytea not null,
  desk_id bytea not null,
  version integer not null,
  head bytea not null,
  body bytea not null,
  constraint summaries_body_check CHECK (((octet_length(body) >= 81) AND (octet_length(body) <= 66000))),
  constraint summaries_desk_id_check CHECK ((octet_length(desk_id) = 16)),
  constraint summaries_head_check CHECK (((octet_length(head) = 38) AND (get_byte(head, 0) = 1))),
  constraint summaries_instance_id_case_id_fkey FOREIGN KEY (instance_id, case_id) REFERENCES cases(instance_id, case_id) ON DELETE CASCADE,
  constraint summaries_pkey PRIMARY KEY (instance_id, case_id, desk_id),
  constraint summaries_version_check CHECK ((version >= 1))
);
CREATE UNIQUE INDEX summaries_pkey ON public.summaries USING btree (instance_id, case_id, desk_id);

create table tombstones (
  instance_id bytea not null,
  tombstone bytea not null,
  day integer not null,
  constraint tombstones_day_check CHECK ((day >= 0)),
  constraint tombstones_instance_id_check CHECK ((octet_length(instance_id) = 16)),
  constraint tombstones_pkey PRIMARY KEY (instance_id, tombstone),
  constraint tombstones_tombstone_check CHECK ((octet_length(tombstone) = 32))
);
CREATE UNIQUE INDEX tombstones_pkey ON public.tombstones USING btree (instance_id, tombstone);

create table unlock_boxes (
  instance_id bytea not null,
  member_id bytea not null,
  kind smallint not null,
  head bytea not null,
  box bytea not null,
  constraint unlock_boxes_box_check CHECK ((octet_length(box) = 104)),
  constraint unlock_boxes_head_check CHECK ((((octet_length(head) >= 34) AND (octet_length(head) <= 66)) AND (get_byte(head, 0) = 1))),
  constraint unlock_boxes_instance_id_member_id_fkey FOREIGN KEY (instance_id, member_id) REFERENCES members(instance_id, member_id) ON DELETE CASCADE,
  constraint unlock_boxes_kind_check CHECK (((kind >= 1) AND (kind <= 3))),
  constraint unlock_boxes_pkey PRIMARY KEY (instance_id, member_id, head)
);
CREATE UNIQUE INDEX unlock_boxes_pkey ON public.unlock_boxes USING btree (instance_id, member_id, head);

create table wraps (
  instance_id bytea not null,
  case_id bytea not null,
  stream bytea not null,
  epoch integer not null,
  party bytea not null,
  desk_epoch integer not null,
  wrap bytea not null,
  constraint wraps_desk_epoch_check CHECK ((desk_epoch >= 0)),
  constraint wraps_instance_id_case_id_stream_epoch_fkey FOREIGN KEY (instance_id, case_id, stream, epoch) REFERENCES epochs(instance_id, case_id, stream, epoch) ON DELETE CASCADE,
  constraint wraps_party_check CHECK ((octet_length(party) = 17)),
  constraint wraps_pkey PRIMARY KEY (instance_id, case_id, stream, epoch, party),
  constraint wraps_wrap_check CHECK ((octet_length(wrap) = 1232))
);
CREATE UNIQUE INDEX wraps_pkey ON public.wraps USING btree (instance_id, case_id, stream, epoch, party);

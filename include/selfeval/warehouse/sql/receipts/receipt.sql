-- A receipt for each delivery, numbered in order of arrival; the keys of those that were not there yet.
insert into core.receipt (submission_key, file_name, channel_name, received_at)
select
    submission.submission_key,
    hand_in.file_name,
    hand_in.channel_name,
    hand_in.received_at
from unnest(
    %(submissions)s::text[], %(file_names)s::text[], %(channel_names)s::text[], %(times)s::timestamptz[]
) with ordinality as hand_in (submission_sha256, file_name, channel_name, received_at, place)
inner join core.submission using (submission_sha256)
order by hand_in.place
on conflict do nothing
returning receipt_key

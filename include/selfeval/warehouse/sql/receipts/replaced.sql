-- Files of the given deliveries whose place another version took. Not those that are withdrawn: they stay so, whatever
-- comes in, until that is revoked. Asked by itself: Citus would change a copied table by a join with the events, which
-- have triggers and so lie on the coordinator, on that node alone.
select distinct form_version.submission_key
from core.form_version
inner join core.receipt using (submission_key)
where
    receipt.receipt_key = any(%(receipts)s)
    and not form_version.is_current
    and form_version.withdrawn_at is null

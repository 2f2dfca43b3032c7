-- A file of the batch with such a form is held like one with a reading fault.
update batch_submission
set is_held = true, has_fault = true
from foreign_form
where batch_submission.submission_key = foreign_form.submission_key and foreign_form.is_pending

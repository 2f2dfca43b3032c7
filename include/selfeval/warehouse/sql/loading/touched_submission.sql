-- Files that have another state by this load: the batch's, and those that these displaced.
select submission_key from batch_submission
union
select submission_key from foreign_form

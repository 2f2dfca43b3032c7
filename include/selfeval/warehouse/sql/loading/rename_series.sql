-- A version is put into the series that it belongs to.
update core.dim_form_version
set series_code = %(due_series_code)s
where form_version_key = %(form_version_key)s

-- A row where the file is the list of its kind that is in force.
select list_key
from core.current_list
where list_kind = %(list_kind)s and file_sha256 = %(file_sha256)s and time_zone = %(time_zone)s

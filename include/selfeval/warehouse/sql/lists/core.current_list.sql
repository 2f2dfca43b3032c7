-- One row per kind of list that operations keep: the one that is in force, the last that was imported.
create view core.current_list as
select distinct on (list_kind) operations_list.*
from core.operations_list
order by list_kind, list_key desc

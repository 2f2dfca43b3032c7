-- Comparisons with a withheld project on any side go as a whole, as their lineage does.
delete from core.comparison_line
where
    lineage_code in (
        select line.lineage_code
        from core.comparison_line as line
        inner join withheld on line.project_key = withheld.project_key and line.member_year = withheld.fiscal_year
    )

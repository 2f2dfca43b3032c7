-- Lineage groups with a withheld project on either side go as a whole: the rest of a split would tell the amount.
delete from core.lineage
where
    lineage_code in (
        select lineage.lineage_code
        from core.lineage
        inner join withheld
            on
                lineage.project_key = withheld.project_key and lineage.fiscal_year = withheld.fiscal_year
                or lineage.prior_project_key = withheld.project_key and lineage.fiscal_year - 1 = withheld.fiscal_year
    )

-- curl 'http://localhost:3000/api/v1/results.csv?analyte=lead' > results.csv && duckdb < lead.sql
-- What is certainly and what is possibly over 0.5 mg/kg, by laboratory. As text first: an empty bound is unbounded, not zero.
with results as (
  select laboratory, lower::decimal(38, 12) as lower, upper::decimal(38, 12) as upper
  from read_csv('results.csv', header = true, all_varchar = true, nullstr = '')
)
select
  laboratory,
  count(*) filter (where coalesce(lower > 0.5, false)) as certainly,
  count(*) filter (where not coalesce(lower > 0.5, false) and coalesce(upper > 0.5, true)) as possibly,
  count(*) filter (where not coalesce(lower > 0.5, false) and not coalesce(upper > 0.5, true)) as no
from results
group by laboratory
order by laboratory;

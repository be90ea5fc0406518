-- The columns that the policy of visits looks at, in the indexes of its commonest pages: dates,
-- counts and totals of a school or a school year are then read from the index alone.

SET LOCAL ROLE mouwakaba_owner;

CREATE INDEX visit_of_school ON app.visit (office_id, school_id, visited_on, id)
    INCLUDE (escort_id);
CREATE INDEX visit_of_school_year ON app.visit (office_id, school_year, visited_on, id)
    INCLUDE (school_id, escort_id);

DROP INDEX app.visit_by_school;
DROP INDEX app.visit_by_school_year;

ALTER INDEX app.visit_of_school RENAME TO visit_by_school;
ALTER INDEX app.visit_of_school_year RENAME TO visit_by_school_year;

RESET ROLE;

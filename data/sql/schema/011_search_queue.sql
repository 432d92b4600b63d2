-- Appeals whose text or filters the full-text index does not hold yet, written by the commit that changed them and
-- taken out after the index's own commit; an appeal changed twice stands here twice.
CREATE TABLE search_queue (
    number BIGINT NOT NULL DEFAULT nextval('search_number'),
    id UBIGINT NOT NULL,
    received TIMESTAMP NOT NULL
)

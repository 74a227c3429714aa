/** The migrated, empty database every test file on real Postgres is copied from. */
export const postgresTemplate = "lastmile_test_template";

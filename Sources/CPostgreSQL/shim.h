#include <libpq-fe.h>

// Notices tell of nothing that we would act on, and libpq would write them to the terminal.
static inline void kith_pq_ignore_notice(void *context, const PGresult *result) {
    (void)context;
    (void)result;
}
static inline void kith_pq_be_quiet(PGconn *connection) {
    PQsetNoticeReceiver(connection, kith_pq_ignore_notice, NULL);
}
// The letters that name the parts of an error are macros, which Swift does not see.
static inline const char *kith_pq_state(const PGresult *result) { return PQresultErrorField(result, PG_DIAG_SQLSTATE); }
static inline const char *kith_pq_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
static inline const char *kith_pq_constraint(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}
static inline const char *kith_pq_table(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_TABLE_NAME);
}
static inline const char *kith_pq_column(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_COLUMN_NAME);
}

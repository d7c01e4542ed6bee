/// What the figures of Kith mean, for the page itself and for `docs/operations.md`, which a test compares with this.
///
/// A part of the program makes its instruments where it measures, by their names alone; a name that is not here is
/// served all the same, without an explanation.
public enum Figures {
    public static let explanations = [
        "kith_requests_total": "Requests that were answered, by method, route pattern and status.",
        "kith_request_seconds": "How long an answer took, by method and route pattern.",
        "kith_request_errors_total": "Requests that ended with a status of 500 or more.",
        "kith_requests_under_way": "Requests that are being answered now.",
        "kith_pool_connections": "Connections to the database that this server keeps at most.",
        "kith_pool_busy": "Connections to the database that are in use.",
        "kith_pool_waiting": "Transactions that wait for a connection.",
        "kith_transactions_repeated_total": "Transactions that were run again because another was in their way.",
        "kith_transactions_settled_total": "Transactions whose fate was looked up after a connection broke.",
        "kith_connections_lost_total": "Connections to the database that broke.",
        "kith_index_changes_behind":
            "Changes of a directory that the index furthest behind had missed at the last look.",
        "kith_index_catch_up_seconds": "How long it took to take changes of a directory into the index.",
        "kith_jobs_run_total": "Runs of jobs by this process, by kind and outcome.",
        "kith_jobs_overdue": "Jobs that were due more than five minutes ago and that nobody took.",
        "kith_outbox_waiting": "Letters that are to go out.",
        "kith_series_refused_total": "Figures that are not kept: too many series, or a name of another kind.",
    ]
}

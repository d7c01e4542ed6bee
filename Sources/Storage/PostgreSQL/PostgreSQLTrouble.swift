import CPostgreSQL

/// What went wrong on a connection: the fault as everybody above sees it, and what can be done about it here.
struct PostgreSQLTrouble: Error {
    let fault: StorageFault
    let remedy: Remedy

    enum Remedy {
        /// Nothing: the statement is refused.
        case none
        /// The transaction met another one; from the beginning it may well pass.
        case again
        /// The connection is gone.
        case reconnect
    }
}

extension PostgreSQLTrouble {
    /// Reads an answer that is an error. PostgreSQL's own sentence may quote a value of a row, so that it is
    /// passed on only where it is about the server and not about data.
    init(_ result: OpaquePointer?, on connection: OpaquePointer?) {
        guard PQstatus(connection) == CONNECTION_OK else {
            self.init(fault: .unreachable, remedy: .reconnect)
            return
        }
        func text(_ part: UnsafePointer<CChar>?) -> String? { part.map { String(cString: $0) } }
        self.init(
            state: text(kith_pq_state(result)) ?? "", message: text(kith_pq_message(result)) ?? "",
            place: text(kith_pq_constraint(result)) ?? text(kith_pq_column(result)) ?? text(kith_pq_table(result)))
    }

    /// - Parameters:
    ///   - state: SQLSTATE, five signs of which the first two are the class (PostgreSQL's manual, appendix A).
    ///   - place: the constraint, column or table it is about.
    init(state: String, message: String, place: String?) {
        switch state {
        // A schema that moved on under a prepared statement (0A000) is read afresh by another try.
        case "40001", "40P01": self.init(fault: .busy, remedy: .again)
        case "0A000": self.init(fault: .busy, remedy: .again)
        case "55P03", "57014", "25P03": self.init(fault: .busy, remedy: .none)
        case "53100", "25006", "58030": self.init(fault: .cannotWrite(reason: state), remedy: .none)
        // The server stops, starts, or has no room for another connection.
        case "57P01", "57P02", "57P03", "57P05", "53300", "08000", "08001", "08003", "08004", "08006":
            self.init(fault: .unreachable, remedy: .reconnect)
        case "42501":
            self.init(fault: .cannotOpen(reason: "our role may not make or read its tables"), remedy: .none)
        case "22021", "22P05": self.init(fault: .nul, remedy: .none)
        default:
            if state.hasPrefix("23") {
                self.init(fault: .constraint(message: place ?? state), remedy: .none)
            } else if state.hasPrefix("28") || state.hasPrefix("3D") {
                self.init(fault: .cannotOpen(reason: message), remedy: .none)
            } else if state.hasPrefix("XX") {
                self.init(fault: .damaged(reason: "the server found its own files damaged (\(state))"), remedy: .none)
            } else {
                self.init(fault: .engine(code: state, message: place ?? ""), remedy: .none)
            }
        }
    }
}

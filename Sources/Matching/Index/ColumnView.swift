import Vocabulary

/// The columns of an index as bare memory, for the time of one question.
///
/// The inner loop reads a dozen arrays for every group; through arrays each read would check a bound and
/// count a reference.
struct ColumnView {
    let slices: UnsafePointer<UInt64>
    let feeBits: UInt64
    let ageBits: UInt64
    let dayBits: UInt64
    let pool: UnsafePointer<UInt64>
    let directory: UnsafePointer<UInt32>
    let stride: Int
    let rows: UnsafePointer<GroupRow>
    let longWeeks: UnsafePointer<UInt32>
    let places: UnsafePointer<Coordinate>
    let order: UnsafePointer<UInt32>
    let sessions: SessionView
    /// The columns of the question.
    let columns: UnsafePointer<Int32>

    /// The bits of a column for 64 groups.
    @inline(__always)
    func bits(_ column: Int32, _ word: Int) -> UInt64 {
        let block = directory[word / WordColumns.wordsInBlock * stride + Int(column)]
        return pool[Int(block) * WordColumns.wordsInBlock + word % WordColumns.wordsInBlock]
    }

    /// The bits of 64 groups that are set in any of some columns of the question.
    @inline(__always)
    func any(_ places: Range<Int>, _ word: Int) -> UInt64 {
        var bits: UInt64 = 0
        for place in places { bits |= self.bits(columns[place], word) }
        return bits
    }
}

extension DirectoryIndex {
    /// Lends the memory of a directory that has at least one slot, and of a question to it.
    borrowing func withColumns<Result>(for question: Question, _ body: (ColumnView) -> Result) -> Result? {
        question.columns.withUnsafeBufferPointer { columns in
            slices.words.withUnsafeBufferPointer { bits in
                words.pool.withUnsafeBufferPointer { pool in
                    words.directory.withUnsafeBufferPointer { directory in
                        withNumbers { rows, longWeeks, places, order, sessions in
                            guard let bits = bits.baseAddress, let pool = pool.baseAddress,
                                let directory = directory.baseAddress, let columns = columns.baseAddress
                            else { return nil }
                            return body(
                                ColumnView(
                                    slices: bits, feeBits: slices.feeBits, ageBits: slices.ageBits,
                                    dayBits: slices.dayBits, pool: pool,
                                    directory: directory, stride: words.stride, rows: rows, longWeeks: longWeeks,
                                    places: places, order: order, sessions: sessions, columns: columns))
                        }
                    }
                }
            }
        }
    }

    private borrowing func withNumbers<Result>(
        _ body: (
            UnsafePointer<GroupRow>, UnsafePointer<UInt32>, UnsafePointer<Coordinate>, UnsafePointer<UInt32>,
            SessionView
        ) -> Result?
    ) -> Result? {
        rows.withUnsafeBufferPointer { rows in
            longWeeks.numbers.withUnsafeBufferPointer { longWeeks in
                places.withUnsafeBufferPointer { places in
                    order.numbers.withUnsafeBufferPointer { order in
                        withSessions { sessions in
                            guard let rows = rows.baseAddress, let longWeeks = longWeeks.baseAddress,
                                let places = places.baseAddress, let order = order.baseAddress
                            else { return nil }
                            return body(rows, longWeeks, places, order, sessions)
                        }
                    }
                }
            }
        }
    }

    private borrowing func withSessions<Result>(_ body: (SessionView) -> Result?) -> Result? {
        sessions.from.withUnsafeBufferPointer { from in
            sessions.to.withUnsafeBufferPointer { to in
                sessions.open.withUnsafeBufferPointer { open in
                    sessions.last.withUnsafeBufferPointer { last in
                        guard let start = from.baseAddress, let end = to.baseAddress, let open = open.baseAddress,
                            let last = last.baseAddress
                        else { return nil }
                        return body(
                            SessionView(from: start, to: end, open: open, last: last, count: from.count))
                    }
                }
            }
        }
    }
}

import Vocabulary

/// The columns of an index as bare memory, for the time of one question.
///
/// The inner loop reads a dozen arrays for every group; through arrays each read would check a bound and
/// count a reference.
struct ColumnView {
    let flags: UnsafePointer<UInt64>
    let pool: UnsafePointer<UInt64>
    let directory: UnsafePointer<UInt32>
    let stride: Int
    let rows: UnsafePointer<GroupRow>
    let longWeeks: UnsafePointer<UInt32>
    let places: UnsafePointer<Coordinate>
    let order: UnsafePointer<UInt32>
    /// The columns and the free windows of the question.
    let columns: UnsafePointer<Int32>
    let freeWindows: UnsafePointer<UInt32>

    /// The bits of a column for 64 groups.
    @inline(__always)
    func bits(_ column: Int32, _ word: Int) -> UInt64 {
        let block = directory[word / WordColumns.wordsInBlock * stride + Int(column)]
        return pool[Int(block) * WordColumns.wordsInBlock + word % WordColumns.wordsInBlock]
    }

    /// The bits of a flag for 64 groups.
    @inline(__always)
    func flag(_ flag: Flag, _ word: Int) -> UInt64 { flags[word * FlagWords.stride + flag.rawValue] }
}

extension DirectoryIndex {
    /// Lends the memory of a directory that has at least one slot, and of a question to it.
    func withColumns<Result>(for question: Question, _ body: (ColumnView) -> Result) -> Result? {
        question.columns.withUnsafeBufferPointer { columns in
            question.freeWindows.withUnsafeBufferPointer { windows in
                guard let columns = columns.baseAddress, let windows = windows.baseAddress else { return nil }
                return withColumns(columns, windows, body)
            }
        }
    }

    private func withColumns<Result>(
        _ columns: UnsafePointer<Int32>, _ windows: UnsafePointer<UInt32>, _ body: (ColumnView) -> Result
    ) -> Result? {
        flags.words.withUnsafeBufferPointer { flags in
            words.pool.withUnsafeBufferPointer { pool in
                words.directory.withUnsafeBufferPointer { directory in
                    withNumbers { rows, longWeeks, places, order in
                        guard let flags = flags.baseAddress, let pool = pool.baseAddress,
                            let directory = directory.baseAddress
                        else { return nil }
                        return body(
                            ColumnView(
                                flags: flags, pool: pool, directory: directory, stride: words.stride, rows: rows,
                                longWeeks: longWeeks, places: places, order: order, columns: columns,
                                freeWindows: windows))
                    }
                }
            }
        }
    }

    private func withNumbers<Result>(
        _ body: (
            UnsafePointer<GroupRow>, UnsafePointer<UInt32>, UnsafePointer<Coordinate>, UnsafePointer<UInt32>
        ) -> Result?
    ) -> Result? {
        rows.withUnsafeBufferPointer { rows in
            longWeeks.numbers.withUnsafeBufferPointer { longWeeks in
                places.withUnsafeBufferPointer { places in
                    order.numbers.withUnsafeBufferPointer { order in
                        guard let rows = rows.baseAddress, let longWeeks = longWeeks.baseAddress,
                            let places = places.baseAddress, let order = order.baseAddress
                        else { return nil }
                        return body(rows, longWeeks, places, order)
                    }
                }
            }
        }
    }
}

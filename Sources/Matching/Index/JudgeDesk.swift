/// The memory that a judge works on, lent for the time of one question.
///
///     ┌ verdicts, one a slot ┬ a reason sheet ┬ 64 walks ┬ a number for each session ┐
struct JudgeDesk {
    let verdicts: UnsafeMutableBufferPointer<Verdict>
    let sheet: UnsafeMutablePointer<UInt64>
    /// −1 until they are measured.
    let walks: UnsafeMutablePointer<Int32>
    let fits: UnsafeMutablePointer<UInt8>

    /// - Parameters:
    ///   - slots: the most groups that will be judged.
    ///   - chunks: out of how many fours standards are asked for.
    ///   - sessions: how many sessions the directory has.
    static func with<Result>(slots: Int, chunks: Int, sessions: Int, _ body: (JudgeDesk) -> Result) -> Result {
        let sheetStart = slots * MemoryLayout<Verdict>.stride
        let walksStart = sheetStart + ReasonSheet.size(chunks: chunks) * MemoryLayout<UInt64>.stride
        let fitsStart = walksStart + 64 * MemoryLayout<Int32>.stride
        return withUnsafeTemporaryAllocation(byteCount: fitsStart + sessions, alignment: 16) { memory in
            func part<Element>(_ range: Range<Int>, of type: Element.Type) -> UnsafeMutableBufferPointer<Element> {
                UnsafeMutableRawBufferPointer(rebasing: memory[range]).bindMemory(to: type)
            }
            let sheet = part(sheetStart..<walksStart, of: UInt64.self)
            let walks = part(walksStart..<fitsStart, of: Int32.self)
            let fits = part(fitsStart..<fitsStart + sessions, of: UInt8.self)
            sheet.initialize(repeating: 0)
            walks.initialize(repeating: -1)
            guard let sheet = sheet.baseAddress, let walks = walks.baseAddress, let fits = fits.baseAddress else {
                preconditionFailure("there are reasons, and there is a session of no times")
            }
            return body(
                JudgeDesk(
                    verdicts: part(0..<sheetStart, of: Verdict.self), sheet: sheet, walks: walks, fits: fits))
        }
    }
}

import Vocabulary

/// One group in the numbers of the ``Slices`` and the columns, before they are spread out over its slot.
///
/// A directory that is read in lies in memory group by group, and the slots are in the order of the grid. So each group
/// is read once, in the order in which it lies there, and what is then taken in another order is small.
struct Draft {
    /// One bit for each ``Flag``, at its number.
    let flags: UInt64
    let fee: UInt32
    let fromAge: UInt32
    let tooOld: UInt32
    let agreement: UInt32
    let standards: StandardBoard.Lanes
    /// The places of its columns in a list of columns.
    let columns: Range<Int>

    init(_ group: UnsafePointer<GroupProfile>, _ standards: StandardBoard.Lanes, columns: Range<Int>) {
        flags = Flag.bits(of: group)
        fee = UInt32(group.pointee.fee.amount)
        fromAge = UInt32(max(0, group.pointee.age.from ?? 0))
        tooOld = UInt32(max(0, (group.pointee.age.to ?? -1) + 1))
        agreement = LastDay.number(group.pointee.agreement.until)
        self.standards = standards
        self.columns = columns
    }
}

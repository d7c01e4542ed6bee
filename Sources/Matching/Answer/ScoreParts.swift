/// The score of an offer in its parts, one number each.
struct ScoreParts: Sendable, Equatable {
    var background: Int32 = 0
    var interest: Int32 = 0
    var near: Int32 = 0
    var need: Int32 = 0
    var room: Int32 = 0
    var tongue: Int32 = 0
    var volunteer: Int32 = 0
    var welcome: Int32 = 0

    /// The two parts that do not depend on the person.
    init(welcome: Int32, room: Int32) {
        self.welcome = welcome
        self.room = room
    }

    init(_ why: [ScorePart: Int]) {
        func part(_ name: ScorePart) -> Int32 { Int32(clamping: why[name] ?? 0) }
        background = part(.background)
        interest = part(.interest)
        near = part(.near)
        need = part(.need)
        room = part(.room)
        tongue = part(.tongue)
        volunteer = part(.volunteer)
        welcome = part(.welcome)
    }

    var sum: Int32 { background + interest + near + need + room + tongue + volunteer + welcome }

    subscript(part: ScorePart) -> Int32 {
        switch part {
        case .background: background
        case .interest: interest
        case .near: near
        case .need: need
        case .room: room
        case .tongue: tongue
        case .volunteer: volunteer
        case .welcome: welcome
        }
    }
}

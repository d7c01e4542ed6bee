import People
import Vocabulary

extension Risk {
    /// How careful we are, as the person reads it: nothing about why. What the level is for stands in no page of theirs.
    public var careInWords: String {
        switch self {
        case .r0: "As careful as with everybody"
        case .r1: "A little more careful than usual"
        case .r2: "More careful than usual"
        case .r3: "As careful as we can be"
        case .r4: "Nobody is sent to a group until it is safe"
        }
    }
}

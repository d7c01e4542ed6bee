import Casework
import People

extension BreakTheGlass.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        .notNow("Nothing was opened. Go back, and write in one or two sentences why it cannot wait.")
    }
}

extension BreakGlass.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .alreadyOver: .notNow("This record is closed already.")
        case .theirOwn: .notNow("You opened this record yourself. Another lead looks into it.")
        }
    }
}

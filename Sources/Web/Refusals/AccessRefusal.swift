import Casework

/// What is not for somebody looks exactly like what is not there.
extension Access.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .notInRole, .notFound: .unknown
        }
    }
}

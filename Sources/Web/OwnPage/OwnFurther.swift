import Casework
import Hummingbird
import People
import Vocabulary

/// The pages of somebody's own that could do harm if somebody else reads them: each opens once the code was typed once
/// more, after the question whether they are alone.
enum OwnBehind: String, CaseIterable {
    /// What they told that is nobody else's to read.
    case held
    /// Who looked, and what was done.
    case looks
    /// A copy to take away.
    case copy

    var address: String {
        switch self {
        case .held: "\(OwnAddress.home)/private"
        case .looks: "\(OwnAddress.home)/looks"
        case .copy: "\(OwnAddress.home)/copy"
        }
    }

    /// Where the way back leads.
    var before: String {
        switch self {
        case .held: "\(OwnAddress.home)/facts"
        case .looks, .copy: OwnAddress.home
        }
    }
}

/// Are you alone? The question before what could do harm.
struct OwnAlonePage: OwnPageView {
    static let template = "own-page/alone"

    let title = "Are you alone?"
    let backLink: Link?
    let problems: [FieldProblem]
    let to: String
    let minutes = OwnPage.furtherSeconds / 60
    let code: TextInput
    let go = Button("I am alone. Show it")

    init(_ behind: OwnBehind, _ problems: [FieldProblem] = []) {
        self.problems = problems
        backLink = Link("Back", to: behind.before)
        to = behind.rawValue
        // Empty on purpose: the code that was typed does not come back.
        var reader = FormReader()
        for problem in problems { reader.add(problem.text, to: problem.field) }
        code = OwnEnterPage.input(reader, "Type in your code once more")
    }
}

extension OwnPageRoutes {
    func addFurther(to pages: RouterGroup<SiteContext>) {
        pages.post("/me/alone") { request, context in
            try await open(request) { current in try await openFurther(current, context) }
        }
        pages.post("/me/alone/end") { request, _ in
            try await open(request) { current in
                try await door.shutFurther(current)
                return .redirect(to: OwnAddress.home)
            }
        }
    }

    /// What needs an open page, and the code once more; where it was not typed, it is asked for.
    func openBehind(
        _ behind: OwnBehind, _ request: Request, _ context: SiteContext,
        _ body: (OwnPage.Current) async throws -> Response
    ) async throws -> Response {
        try await open(request) { current in
            guard current.isOpenFurther else { return try site.present(OwnAlonePage(behind), in: context) }
            return try await body(current)
        }
    }

    private func openFurther(_ current: OwnPage.Current, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        let behind = context.form["to"].flatMap(OwnBehind.init(rawValue:)) ?? .held
        guard let code = reader.text("code", upTo: 40, orAsk: "Type in your code") else {
            return try site.present(OwnAlonePage(behind, reader.problems), in: context)
        }
        do {
            try await door.openFurther(code, of: current, from: context.remoteAddress)
            return .redirect(to: behind.address)
        } catch is OwnPage.WrongCode {
            reader.add(OwnPage.WrongCode.words, to: "code")
            return try site.present(OwnAlonePage(behind, reader.problems), in: context)
        }
    }
}

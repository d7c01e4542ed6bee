import Foundation
import Hummingbird
import Logging
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// Every page with everything filled in, and with nothing it can do without: one list a feature.
/// A page that is missing here fails ``TemplateTests``, since nobody looks at its template.
enum PageExamples {
    static var all: [any Page] { site + signIn + RegisterExamples.pages + journey + people }

    static var signIn: [any Page] {
        let wrong = FormReader(SubmittedForm([(name: "next", value: "/app")]))
        guard let session = Session.example else { return [] }
        let other = SignIn.OpenSession(id: "2", startedAt: Moment(milliseconds: 0), seenAt: Moment(milliseconds: 0))
        return [
            SignInPage(wrong), SignInPage(FormReader(), hasLeft: true),
            SetupPage(FormReader(), email: "rosa@example.org"),
            AccountPage(FormReader(), session: session, sessions: [other], told: "password", zone: .gmt),
            AccountPage(FormReader(), session: session, sessions: [], told: nil, zone: .gmt),
        ]
    }

    static var site: [any Page] {
        var reader = FormReader(SubmittedForm([]))
        StyleGuidePage.read(&reader)
        var context = SiteContext(logger: Logger(label: "test"))
        context.form = SubmittedForm([(name: "note", value: "Something that was typed")])
        return [
            LanguagesPage(), WelcomePage(), StyleGuidePage(reader),
            StyleGuidePage(FormReader(filled: StyleGuidePage.known)),
            RefusalPage(.formTooOld, context: context), RefusalPage(reference: "0badcafe"),
            ConflictPage(
                Refusal.Conflict(
                    subject: "The group",
                    differences: [Refusal.Conflict.Difference(field: "Name", yours: "One", theirs: "Two")],
                    address: "/app/groups/1")),
        ]
    }
}

struct TemplateTests {
    /// Addresses at which markup may be put into a page as it is: pictures that we draw ourselves.
    static let unescaped: Set<String> = ["picture.svg"]

    @Test func `every tag of every template is filled by its page`() throws {
        let site = try Site.forTest()
        let templates = try TemplateSources()
        var walk = TemplateWalk(templates: templates)
        for page in PageExamples.all {
            for layout in [
                Self.layout(of: page, in: site, signedIn: true), Self.layout(of: page, in: site, signedIn: false),
            ] {
                walk.walk("layout", stack: [layout])
            }
        }
        #expect(walk.faults.sorted() == [])
        #expect(templates.names.subtracting(walk.visited).sorted() == [], "templates that no example reaches")
        // A component has states that no one page shows together.
        let empty = walk.neverEntered.filter { !$0.hasPrefix("components/") }
        #expect(empty.sorted() == [], "parts of templates that no example fills: add an example")
    }

    @Test func `no template puts text into a page without escaping it`() throws {
        let templates = try TemplateSources()
        for name in templates.names.sorted() {
            for tag in templates.tags(of: name) where tag.kind == .unescaped {
                #expect(Self.unescaped.contains(tag.name), "\(name) holds {{{\(tag.name)}}}")
            }
        }
    }

    @Test func `every page has one heading of the first level and a title`() throws {
        let site = try Site.forTest()
        for page in PageExamples.all {
            let layout = Self.layout(of: page, in: site, signedIn: true)
            let html = try #require(site.templates.render(layout, in: "layout"))
            #expect(html.components(separatedBy: "<h1").count == 2, "\(type(of: page))")
            #expect(!page.title.isEmpty)
            #expect(html.utf8.count < 50_000, "\(type(of: page)) has \(html.utf8.count) bytes")
        }
    }

    @Test func `a quotation mark with a combining mark after it does not leave its attribute`() throws {
        let site = try Site.forTest()
        let reader = FormReader(filled: ["name": "\"\u{338} onfocus=x <\u{338}b> & '"])
        let html = try #require(
            site.templates.render(
                Self.layout(of: StyleGuidePage(reader), in: site, signedIn: false), in: "layout"))
        #expect(html.contains("value=\"&quot;\u{338} onfocus=x &lt;\u{338}b&gt; &amp; &#39;\""))
    }

    private static func layout(of page: some Page, in site: Site, signedIn: Bool) -> Layout {
        var context = SiteContext(logger: Logger(label: "test"))
        if signedIn { context.session = Session.example }
        return Layout(page: page, site: site, context: context, proof: FormProof { "proof" })
    }
}

import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Testing

@testable import Web

@Suite("Leaving, whatever the store does")
struct LeavingTests {
    @Test func `the way out closes the page and tells nobody where somebody was`() async throws {
        let visit = try await OwnPageVisit()
        #expect(visit.home.html.contains("href=\"/me/leave\""))
        let secret = try #require(visit.own.cookies["kith-page"])
        let left = try await visit.own.send(.get, "/me/leave")
        #expect(left.status == 303 && left.headers[.location]?.hasPrefix("https://www.bbc.co.uk") == true)
        #expect(left.headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
        #expect(visit.own.cookies["kith-page"] == nil)
        // The secret itself opens nothing any more.
        let thief = Browser(
            visit.house.site.router(visit.house.site.features(of: visit.house.desk)).buildResponder(),
            cookies: ["kith-page": secret])
        #expect(try await thief.open("/me/facts").heading == "Type in your code")
        #expect(try await visit.own.open("/me/facts").text.contains("This page was closed"))
    }

    @Test func `no way out waits for the store`() async throws {
        let visit = try await OwnPageVisit()
        let desk = try await visit.worker.open("/app")
        try visit.house.desk.database.close()
        let left = try await visit.own.send(.get, "/me/leave")
        #expect(left.status == 303 && left.headers[.location]?.hasPrefix("https://www.bbc.co.uk") == true)
        #expect(left.headers[HTTPField.Name("Clear-Site-Data")!]?.contains("storage") == true)
        #expect(visit.own.cookies["kith-page"] == nil)
        let closed = try await visit.own.send([:], to: "/me/sign-out", from: visit.home)
        #expect(closed.heading == "Type in your code")
        // Whoever leaves a person's page on a browser in which somebody of the staff is signed in.
        #expect(try await visit.worker.send(.get, "/me/leave").status == 303)
        let out = try await visit.worker.send([:], to: "/sign-out", from: desk)
        #expect(out.heading == "Sign in")
        #expect(visit.worker.cookies["kith-session"] == nil)
    }
}

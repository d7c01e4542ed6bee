import Casework
import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Web

/// Somebody with a referral, a browser of their worker, and one of their own with the code typed in.
struct OwnPageVisit {
    let house: House
    let worker: Browser
    let own: Browser
    let code: String
    let link: String
    let home: Browser.Sight

    static let person = "/app/people/person-canary"

    init() async throws {
        house = try await House()
        try await house.addAccount(.linkWorker)
        let sent = try await house.sendReferral()
        link = "/r/\(sent.link.text)"
        worker = house.browser(as: .linkWorker)
        own = house.browser(as: nil)
        let state = try await worker.open("\(Self.person)/own-page")
        let slip = try await worker.send(["way": "paper"], to: "\(Self.person)/own-page/code", from: state)
        code = try #require(slip.text.firstMatch(of: /[0-9a-z]{5}-[0-9a-z]{5}/)).output.description
        let door = try await own.open("/me")
        home = try await own.send(["code": code.uppercased()], to: "/me", from: door)
    }

    /// Types the code once more, where it is asked whether they are alone.
    @discardableResult
    func alone(for address: String = "/me/private") async throws -> Browser.Sight {
        let question = try await own.open(address)
        let to = try #require(question.hidden("to"))
        return try await own.send(["code": code, "to": to], to: "/me/alone", from: question)
    }
}

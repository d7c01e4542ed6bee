import Crypto
import Foundation
import StorageTesting
import Testing

@testable import Casework

struct PasswordRuleTests {
    private func refusal(_ password: String) -> PasswordRule.Refusal? {
        do throws(PasswordRule.Refusal) {
            try PasswordRule.check(
                password, email: "rosa.luz@riverside.example", own: ["Rosa Luz", "Riverside Hub", "riverside"])
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("short", PasswordRule.Refusal.tooShort), (String(repeating: "abcdef ", count: 40), .tooLong),
        ("password1234", .tooCommon), ("P@ssw0rd2026!", .tooCommon), ("Liverpool2024!", .tooCommon),
        ("abcdefghijkl", .tooCommon), ("qwertyuiop[]", .tooCommon), ("mnbvcxz0987654", .tooCommon),
        ("1qaz2wsx3edc", .tooCommon), ("xyz1xyz1xyz1xyz1", .tooCommon), ("aaaaaaaaaaaaaaaa", .tooCommon),
        ("poiuytrewq12", .tooCommon), ("correct horse battery staple", .tooCommon), ("Linkworker 2026", .tooCommon),
        ("rosa.luz is here now", .ownAddress), ("Riverside Rosa 1", .ownName), ("riverside hub rosa luz", .ownName),
    ])
    func `what is guessed first is not taken`(password: String, why: PasswordRule.Refusal) {
        #expect(refusal(password) == why)
    }

    @Test(arguments: [
        "three tall green gates", "seven quiet herons wade", "ሦስት ረጃጅም አረንጓዴ በሮች", "k3v9-2mtz-77qa-x",
        "my uncle's blue bicycle", "riverside otters hum at dusk",
    ])
    func `words that do not belong together are taken`(password: String) {
        #expect(refusal(password) == nil)
    }

    // MARK: The list of leaks

    private func list(of passwords: [String], ending: String = "\r\n") throws -> (list: BreachedPasswords, path: String)
    {
        let lines = passwords.map { password in
            Insecure.SHA1.hash(data: Data(password.utf8)).map { byte in
                let hex = String(byte, radix: 16, uppercase: true)
                return hex.count == 1 ? "0" + hex : hex
            }.joined() + ":\(password.utf8.count)"
        }.sorted()
        let path = FileManager.default.temporaryDirectory.appending(path: "leaks-\(UUID().uuidString)")
            .path(percentEncoded: false)
        try Data(lines.joined(separator: ending).utf8).write(to: URL(filePath: path))
        return (try BreachedPasswords(path: path), path)
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func `every password of a list is found, and no other`(count: Int) throws {
        let passwords = (0..<count).map { "leaked password \($0)" }
        for ending in ["\n", "\r\n"] {
            let (list, path) = try list(of: passwords, ending: ending)
            defer { try? FileManager.default.removeItem(atPath: path) }
            for password in passwords { #expect(try list.contains(password)) }
            for number in 0..<50 { #expect(try !list.contains("another password \(number)")) }
        }
    }

    @Test func `a file that is no list, or not there, is refused`() throws {
        #expect(throws: BreachedPasswords.Fault.unreadable) { try BreachedPasswords(path: "/nowhere/leaks") }
        let path = FileManager.default.temporaryDirectory.appending(path: "no-list-\(UUID().uuidString)")
            .path(percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        for text in ["", "password\n", String(repeating: "z", count: 200)] {
            try Data(text.utf8).write(to: URL(filePath: path))
            #expect(throws: BreachedPasswords.Fault.notAList) { try BreachedPasswords(path: path) }
        }
    }

    @Test func `a password of the list is not chosen`() async throws {
        let (list, path) = try list(of: ["three tall green gates"])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let rosa = try await Member()
        var settings = SignIn.Settings.cheap
        settings.breached = list
        let signIn = SignIn(desk: rosa.test.desk, settings: settings)
        await #expect(throws: SignIn.Refusal.password(.breached)) {
            try await signIn.choose("three tall green gates", by: rosa.link.text, from: .test)
        }
        // The list went away: nobody can tell, and nothing is taken.
        try FileManager.default.removeItem(atPath: path)
        await #expect(throws: BreachedPasswords.Fault.unreadable) {
            try await signIn.choose("four wide blue doors", by: rosa.link.text, from: .test)
        }
    }
}

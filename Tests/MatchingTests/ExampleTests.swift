import Matching
import Testing
import Vocabulary

@Suite struct ExampleTests {
    @Test func `the example of matching md has the answer that it draws`() throws {
        let directory = try Read.directory(Example.directory)
        let situation = try Read.situation(Example.situation)
        let answer = try DirectoryIndex(directory).match(situation)
        #expect(String(decoding: answer.json, as: UTF8.self) == Example.answer)
    }
}

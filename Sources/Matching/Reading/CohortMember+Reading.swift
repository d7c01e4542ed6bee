import Vocabulary

extension CohortMember {
    /// Reads a file of situations: an array, each with an `id` beside the fields of `matching.md`.
    public static func cohort(json: UnsafeRawBufferPointer) throws(SituationFault) -> [CohortMember] {
        var reader = JSONReader(json.bindMemory(to: UInt8.self))
        var members: [CohortMember] = []
        var known: Set<ID> = []
        var fault: SituationFault?
        do throws(ReadingFault) {
            guard reader.peek() == UInt8(ascii: "[") else {
                throw ReadingFault("the situations must be an array, each with an id")
            }
            try reader.array { reader throws(ReadingFault) in
                var name = "number \(members.count + 1)"
                do throws(ReadingFault) {
                    let id = try Self.id(&reader)
                    name = id.rawValue
                    let situation = try Situation(from: &reader)
                    guard known.insert(id).inserted else { throw ReadingFault("is the id of two people").inside("id") }
                    do throws(SituationFault) { try situation.check() } catch {
                        throw ReadingFault(error.problem).inside(error.field)
                    }
                    members.append(CohortMember(id: id, situation: situation))
                } catch {
                    fault = SituationFault(member: name, field: error.field, problem: error.problem)
                    throw error
                }
            }
            try reader.end()
        } catch {
            throw fault ?? SituationFault(field: "", problem: error.problem)
        }
        return members
    }

    /// The id of the object that begins here; the reader stays where it is.
    private static func id(_ reader: inout JSONReader) throws(ReadingFault) -> ID {
        _ = reader.peek()
        let start = reader.position
        var id: ID?
        try reader.object(KeyTable(["id"])) { _, reader throws(ReadingFault) in id = try reader.word() }
        reader.rewind(to: start)
        guard let id, !id.rawValue.isEmpty else { throw ReadingFault("is missing").inside("id") }
        return id
    }
}

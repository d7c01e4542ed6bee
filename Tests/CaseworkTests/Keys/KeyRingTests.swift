import Synchronization
import Testing

@testable import Casework

@Suite struct KeyRingTests {
    @Test func `without keys there is no ring, and that is no error`() throws {
        #expect(try KeyRing.none.ring() == nil)
        #expect(try KeyRing.none.reread() == nil)
        #expect(!KeyRing.none.isSetUp)
    }

    @Test func `the keys are read once, and again when that is asked for`() throws {
        let reads = Mutex(0)
        let ring = KeyRing {
            reads.withLock { $0 += 1 }
            return HubKeys.made()
        }
        let first = try ring.ring()?.active.id
        #expect(try ring.ring()?.active.id == first)
        #expect(reads.withLock { $0 } == 1)

        let second = try ring.reread()?.active.id
        #expect(second != first)
        #expect(try ring.ring()?.active.id == second)
    }

    @Test func `keys that cannot be read again stay as they were`() throws {
        struct Gone: Error {}
        let isGone = Mutex(false)
        let ring = KeyRing {
            if isGone.withLock({ $0 }) { throw Gone() }
            return HubKeys.made()
        }
        let first = try ring.ring()?.active.id
        isGone.withLock { $0 = true }
        #expect(throws: Gone.self) { try ring.reread() }
        #expect(try ring.ring()?.active.id == first)
    }
}

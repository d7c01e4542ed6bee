import Testing

@testable import Casework

struct PageWindowTests {
    @Test(arguments: [
        (1, 0, 1, 0), (3, 0, 1, 0), (1, 25, 1, 0), (2, 25, 1, 0), (2, 26, 2, 25), (3, 26, 2, 25), (0, 60, 1, 0),
        (-7, 60, 1, 0), (.max, 60, 3, 50), (.min, 60, 1, 0),
    ])
    func `a page that is not there is the nearest one that is`(asked: Int, total: Int, page: Int, offset: Int) {
        let window = PageWindow(asked, of: total, size: 25)
        #expect(window.page == page && window.offset == offset)
    }
}

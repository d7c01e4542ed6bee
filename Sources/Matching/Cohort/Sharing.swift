/// Shares places out among people at the least cost: an exact minimum-cost flow.
///
///     person ──(−score)──▶ group ──(0)──▶ end        as many people as the group has places
///       │ ╲─────(0)──────────────────────▶ end        what a person does not get beyond the first
///       └───────(loss of rank)───────────▶ end        a person who gets nothing at all
///
/// People are taken in one by one, those who come first before the others. Each brings in what they may
/// get, and takes the cheapest way to an end: a free place, a place that somebody gives up for another,
/// or nothing. After each person the sharing is the best one for all so far (successive shortest paths,
/// Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 9.7). Prices of people and groups keep every
/// step from being negative, so each way is found by Dijkstra, and a search ends as soon as it must.
///
/// The sets of people who can all get something are the independent sets of a transversal matroid: of
/// two that are best in number, one that is best by rank exists, whatever the steps between ranks are
/// worth. A loss of rank times more than all scores together therefore puts number first, then rank,
/// then score.
///
/// Where somebody goes without, every group that the search came to is full for good: from none of them does a
/// way lead to a free place, and none will, since places are only ever taken. Such groups are closed to whoever
/// ranks below all who have a place there, and later searches do not look behind them.
///
/// Cost: for P people with W wishes each, at most P searches over what they and those before them wish for. A
/// search ends at the first free place that nothing nearer can beat, so that most see a few dozen groups.
public struct Sharing {
    /// That one person could get a place in one group, and what that is worth.
    public struct Wish: Sendable {
        /// The group's place in the list of places.
        public let group: Int
        public let score: Int

        public init(group: Int, score: Int) {
            self.group = group
            self.score = score
        }
    }

    private let perPerson: Int
    private let lossOf: [Int]
    /// The wishes of person p are those from `first[p]` to `first[p + 1]`.
    private var first: [Int] = [0]
    private var arcs: [Arc] = []
    private var owner: [Int32] = []
    private var free: [Int]
    /// For each group, the wishes that it fulfils.
    private var given: [[Int]]
    private var count: [Int32]
    private var search: Search
    /// For each group, the least loss of rank that still has to look behind it: 0 until it is full for good.
    private var closedBelow: [Int]
    /// Which groups ``close(behind:)`` has come to; all false between its calls.
    private var isReached: [Bool]

    /// - Parameters:
    ///   - places: how many people each group can take.
    ///   - wishes: for each person what they could get, at most one wish a group.
    ///   - ranks: for each person from 1, higher for those who come first where places are short. People who come
    ///     first should stand first: it is quicker, and the result is as good in any order.
    ///   - perPerson: how many groups one person gets at most.
    public init(places: [Int], wishes: [[Wish]], ranks: [Int], perPerson: Int) {
        self.perPerson = perPerson
        free = places
        given = places.map { _ in [] }
        count = wishes.map { _ in 0 }
        arcs.reserveCapacity(wishes.reduce(0) { $0 + $1.count })
        for (person, own) in wishes.enumerated() {
            for wish in own {
                arcs.append(Arc(group: Int32(wish.group), cost: Int32(-wish.score)))
                owner.append(Int32(person))
            }
            first.append(arcs.count)
        }
        // No change of scores, however long the chain of people who swap, is worth a step of rank.
        let most = (arcs.map { Int($0.cost.magnitude) }.max() ?? 0) + 1
        let step = most * 2 * (min(perPerson * wishes.count, places.reduce(0, +)) + 1)
        lossOf = ranks.map { $0 * step }
        search = Search(nodes: wishes.count + places.count)
        closedBelow = Array(repeating: 0, count: places.count)
        isReached = Array(repeating: false, count: places.count)
    }

    /// A wish as the search sees it: twelve bytes, since most of its time goes by waiting for them.
    private struct Arc {
        let group: Int32
        let cost: Int32
        var isGiven = false
    }

    /// For each person, the places of the fulfilled wishes in their list.
    public mutating func solve() -> [[Int]] {
        for person in count.indices {
            for _ in 0..<min(perPerson, first[person + 1] - first[person]) { takeIn(person) }
        }
        var fulfilled = count.map { _ in [Int]() }
        for wish in given.joined() {
            let person = Int(owner[wish])
            fulfilled[person].append(wish - first[person])
        }
        return fulfilled.map { $0.sorted() }
    }

    /// What it costs a person to have one fewer.
    private func loss(_ person: Int, having count: Int32) -> Int { count == 1 ? lossOf[person] : 0 }

    /// Looks for the cheapest way to give a person one more, and takes it if it is worth it.
    private mutating func takeIn(_ person: Int) {
        let people = count.count
        let ownLoss = lossOf[person]
        // Having one more is worth this much; a way that costs more ends with the person as they are.
        let worth = loss(person, having: count[person] + 1)
        if count[person] == 0 { setPrice(of: person) }
        var end = End(distance: worth + search.price(person), node: person, isFree: false)
        search.begin(at: person, upTo: end.distance)
        while let (distance, node) = search.next(), distance < end.distance {
            let here = distance + search.price(node)
            if node < people {
                if node != person {
                    let total = here + loss(node, having: count[node])
                    if total < end.distance { end = End(distance: total, node: node, isFree: false) }
                }
                for wish in first[node]..<first[node + 1] {
                    let arc = arcs[wish]
                    let group = Int(arc.group)
                    if arc.isGiven || ownLoss < closedBelow[group] { continue }
                    if free[group] > 0 { search.mostDistance = min(search.mostDistance, here + Int(arc.cost)) }
                    search.reach(people + group, here + Int(arc.cost), by: wish)
                }
            } else {
                if free[node - people] > 0, here < end.distance {
                    end = End(distance: here, node: node, isFree: true)
                }
                for wish in given[node - people] {
                    search.reach(Int(owner[wish]), here - Int(arcs[wish].cost), by: wish)
                }
            }
        }
        search.lowerPrices(to: end.distance)
        if !end.isFree && end.node == person && count[person] == 0 { close(behind: person) }
        follow(end, to: person)
    }

    /// Closes what lies behind somebody who goes without to all who rank below everybody who has a place there.
    ///
    /// No free place lies behind, or it would have been found: going without costs more than any way to a place. What was
    /// closed before is not looked at again: whoever has a place there loses at least its bound, and their losses only
    /// rise. So each group is opened here once, however many go without.
    private mutating func close(behind person: Int) {
        var reached: [Int] = []
        var least = Int.max
        var (wishes, next) = (first[person]..<first[person + 1], 0)
        var owners = ArraySlice<Int>()
        while true {
            for wish in wishes {
                let group = Int(arcs[wish].group)
                if closedBelow[group] > 0 {
                    least = min(least, closedBelow[group])
                } else if !isReached[group] {
                    isReached[group] = true
                    reached.append(group)
                }
            }
            while owners.isEmpty, next < reached.count {
                owners = given[reached[next]][...]
                next += 1
            }
            guard let wish = owners.popFirst() else { break }
            let other = Int(owner[wish])
            least = min(least, lossOf[other])
            wishes = first[other]..<first[other + 1]
        }
        for group in reached {
            closedBelow[group] = least
            isReached[group] = false
        }
    }

    /// A price with which no wish of a newcomer has a negative cost.
    private mutating func setPrice(of person: Int) {
        var least = -lossOf[person]
        for wish in first[person]..<first[person + 1] {
            least = max(least, search.price(count.count + Int(arcs[wish].group)) - Int(arcs[wish].cost))
        }
        search.setPrice(least, of: person)
    }

    private struct End {
        let distance: Int
        let node: Int
        /// Whether it is a group with a free place, or a person who goes without.
        let isFree: Bool
    }

    /// Walks back from the end: each wish on the way changes hands.
    private mutating func follow(_ end: End, to person: Int) {
        guard end.isFree || end.node != person else { return }
        if end.isFree { free[end.node - count.count] -= 1 } else { count[end.node] -= 1 }
        count[person] += 1
        var node = end.node
        while node != person {
            let wish = search.wish(to: node)
            if node < count.count {
                let group = Int(arcs[wish].group)
                arcs[wish].isGiven = false
                given[group].removeAll { $0 == wish }
                node = count.count + group
            } else {
                arcs[wish].isGiven = true
                given[node - count.count].append(wish)
                node = Int(owner[wish])
            }
        }
    }
}

/// Dijkstra's search over people and groups, whose memory is kept from one search to the next.
///
/// Distances are counted in prices: a way from one node to another costs what the price of the first adds and the
/// price of the second takes away, which is never less than nothing.
private struct Search {
    /// All that is known of one node, side by side: 32 bytes, half a line of the cache.
    private struct Node {
        var price = 0
        var distance = 0
        /// The wish by which it was reached.
        var wish: Int32 = -1
        /// The number of the search in which it was last seen, and last settled.
        var seen: Int32 = 0
        var done: Int32 = 0
    }

    private var nodes: [Node]
    private var number: Int32 = 0
    private var heap: [(distance: Int, node: Int)] = []
    private var settled: [Int] = []
    /// What is further away than this cannot be on the way any more.
    var mostDistance = 0

    init(nodes count: Int) { nodes = Array(repeating: Node(), count: count) }

    mutating func begin(at node: Int, upTo distance: Int) {
        number += 1
        mostDistance = distance
        heap.removeAll(keepingCapacity: true)
        settled.removeAll(keepingCapacity: true)
        nodes[node].seen = number
        nodes[node].distance = 0
        push((0, node))
    }

    func price(_ node: Int) -> Int { nodes[node].price }

    mutating func setPrice(_ price: Int, of node: Int) { nodes[node].price = price }

    /// The wish by which a node was reached.
    func wish(to node: Int) -> Int { Int(nodes[node].wish) }

    /// Says that a wish leads to a node, and what the way there costs in full.
    mutating func reach(_ node: Int, _ cost: Int, by wish: Int) {
        let distance = cost - nodes[node].price
        if distance > mostDistance { return }
        if nodes[node].seen == number && nodes[node].distance <= distance { return }
        nodes[node].seen = number
        nodes[node].distance = distance
        nodes[node].wish = Int32(wish)
        push((distance, node))
    }

    /// The nearest node that was not settled.
    mutating func next() -> (distance: Int, node: Int)? {
        while let nearest = pop() {
            guard nodes[nearest.node].done != number else { continue }
            nodes[nearest.node].done = number
            settled.append(nearest.node)
            return nearest
        }
        return nil
    }

    /// Lowers what was nearer than the end, so that no step is negative once the way there is taken.
    mutating func lowerPrices(to end: Int) {
        for node in settled where nodes[node].distance < end { nodes[node].price += nodes[node].distance - end }
    }

    private mutating func push(_ entry: (distance: Int, node: Int)) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard Search.isNearer(entry, heap[parent]) else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = entry
    }

    private mutating func pop() -> (distance: Int, node: Int)? {
        guard let nearest = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return nearest }
        var parent = 0
        while 2 * parent + 1 < heap.count {
            var child = 2 * parent + 1
            if child + 1 < heap.count, Search.isNearer(heap[child + 1], heap[child]) { child += 1 }
            guard Search.isNearer(heap[child], last) else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = last
        return nearest
    }

    /// Of two equally far, the one with the smaller number: the earlier person, the earlier group.
    private static func isNearer(_ left: (distance: Int, node: Int), _ right: (distance: Int, node: Int)) -> Bool {
        left.distance != right.distance ? left.distance < right.distance : left.node < right.node
    }
}

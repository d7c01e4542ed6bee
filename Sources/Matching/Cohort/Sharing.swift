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
struct Sharing {
    struct Wish {
        let group: Int
        let score: Int
    }

    private let perPerson: Int
    private let lossOf: [Int]
    /// The wishes of person p are those from `first[p]` to `first[p + 1]`.
    private var first: [Int] = [0]
    private var target: [Int] = []
    private var cost: [Int] = []
    private var isGiven: [Bool] = []
    private var owner: [Int] = []
    private var free: [Int]
    /// For each group, the wishes that it fulfils.
    private var given: [[Int]]
    private var count: [Int]
    private var price: [Int]
    private var search: Search

    init(places: [Int], wishes: [[Wish]], ranks: [Int], perPerson: Int) {
        self.perPerson = perPerson
        free = places
        given = places.map { _ in [] }
        count = wishes.map { _ in 0 }
        for (person, own) in wishes.enumerated() {
            for wish in own {
                target.append(wishes.count + wish.group)
                cost.append(-wish.score)
                owner.append(person)
            }
            first.append(target.count)
        }
        isGiven = target.map { _ in false }
        // No change of scores, however long the chain of people who swap, is worth a step of rank.
        let most = (cost.map(\.magnitude).max() ?? 0) + 1
        let step = Int(most) * 2 * (min(perPerson * wishes.count, places.reduce(0, +)) + 1)
        lossOf = ranks.map { $0 * step }
        price = Array(repeating: 0, count: wishes.count + places.count)
        search = Search(nodes: wishes.count + places.count)
    }

    /// For each person, the places of the fulfilled wishes in their list.
    mutating func solve() -> [[Int]] {
        for person in count.indices {
            for _ in 0..<min(perPerson, first[person + 1] - first[person]) { takeIn(person) }
        }
        return count.indices.map { person in
            (first[person]..<first[person + 1]).filter { isGiven[$0] }.map { $0 - first[person] }
        }
    }

    /// What it costs a person to have one fewer.
    private func loss(_ person: Int, having count: Int) -> Int { count == 1 ? lossOf[person] : 0 }

    /// Looks for the cheapest way to give a person one more, and takes it if it is worth it.
    private mutating func takeIn(_ person: Int) {
        // Having one more is worth this much; a way that costs more ends with the person as they are.
        let worth = loss(person, having: count[person] + 1)
        if count[person] == 0 { setPrice(of: person) }
        search.begin(at: person)
        var end = End(distance: worth + price[person], node: person, isFree: false)
        while let (distance, node) = search.next(), distance < end.distance {
            if node < count.count {
                if node != person {
                    let total = distance + loss(node, having: count[node]) + price[node]
                    if total < end.distance { end = End(distance: total, node: node, isFree: false) }
                }
                for wish in first[node]..<first[node + 1] where !isGiven[wish] {
                    search.reach(target[wish], distance + cost[wish] + price[node] - price[target[wish]], by: wish)
                }
            } else {
                if free[node - count.count] > 0, distance + price[node] < end.distance {
                    end = End(distance: distance + price[node], node: node, isFree: true)
                }
                for wish in given[node - count.count] {
                    search.reach(owner[wish], distance - cost[wish] + price[node] - price[owner[wish]], by: wish)
                }
            }
        }
        for node in search.settled where search.distance(node) < end.distance {
            price[node] += search.distance(node) - end.distance
        }
        follow(end, to: person)
    }

    /// A price with which no wish of a newcomer has a negative cost.
    private mutating func setPrice(of person: Int) {
        var least = -lossOf[person]
        for wish in first[person]..<first[person + 1] { least = max(least, price[target[wish]] - cost[wish]) }
        price[person] = least
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
                isGiven[wish] = false
                given[target[wish] - count.count].removeAll { $0 == wish }
                node = target[wish]
            } else {
                isGiven[wish] = true
                given[node - count.count].append(wish)
                node = owner[wish]
            }
        }
    }
}

/// Dijkstra's search over people and groups, whose memory is kept from one search to the next.
private struct Search {
    private var distances: [Int]
    private var wishes: [Int]
    /// The number of the search in which a node was last seen, and last settled.
    private var seen: [Int]
    private var done: [Int]
    private var number = 0
    private var heap: [(distance: Int, node: Int)] = []
    private(set) var settled: [Int] = []

    init(nodes: Int) {
        distances = Array(repeating: 0, count: nodes)
        wishes = Array(repeating: -1, count: nodes)
        seen = Array(repeating: 0, count: nodes)
        done = Array(repeating: 0, count: nodes)
    }

    mutating func begin(at node: Int) {
        number += 1
        heap.removeAll(keepingCapacity: true)
        settled.removeAll(keepingCapacity: true)
        reach(node, 0, by: -1)
    }

    func distance(_ node: Int) -> Int { distances[node] }

    /// The wish by which a node was reached.
    func wish(to node: Int) -> Int { wishes[node] }

    mutating func reach(_ node: Int, _ distance: Int, by wish: Int) {
        if seen[node] == number && distances[node] <= distance { return }
        seen[node] = number
        distances[node] = distance
        wishes[node] = wish
        push((distance, node))
    }

    /// The nearest node that was not settled.
    mutating func next() -> (distance: Int, node: Int)? {
        while let nearest = pop() {
            guard done[nearest.node] != number else { continue }
            done[nearest.node] = number
            settled.append(nearest.node)
            return nearest
        }
        return nil
    }

    private mutating func push(_ entry: (distance: Int, node: Int)) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard Search.isNearer(heap[child], heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func pop() -> (distance: Int, node: Int)? {
        guard let nearest = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return nearest }
        heap[0] = last
        var parent = 0
        while 2 * parent + 1 < heap.count {
            var child = 2 * parent + 1
            if child + 1 < heap.count, Search.isNearer(heap[child + 1], heap[child]) { child += 1 }
            guard Search.isNearer(heap[child], heap[parent]) else { break }
            heap.swapAt(child, parent)
            parent = child
        }
        return nearest
    }

    /// Of two equally far, the one with the smaller number: the earlier person, the earlier group.
    private static func isNearer(_ left: (distance: Int, node: Int), _ right: (distance: Int, node: Int)) -> Bool {
        left.distance != right.distance ? left.distance < right.distance : left.node < right.node
    }
}

"""The engines that a team would use instead, each with the schema and the indexes its own people would choose."""
import json
import math
import sqlite3

RADIUS = 6371008.8
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
LEVELS = ["none", "basic", "conversational", "fluent"]


def by_name(name, postgres):
    if name == "postgis":
        return PostGIS(postgres)
    return {"duckdb": DuckDB, "sqlite": SQLite}[name]()


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def walk(home, place):
    """Minutes on foot by the formula of matching.md, and the distance in metres."""
    phi1, phi2 = math.radians(home["latitude"]), math.radians(place[0])
    half = math.sin((place[0] - home["latitude"]) * math.pi / 360)
    lamb = math.sin((place[1] - home["longitude"]) * math.pi / 360)
    a = half * half + math.cos(phi1) * math.cos(phi2) * lamb * lamb
    metres = 2 * RADIUS * math.asin(min(1, math.sqrt(a)))
    return math.ceil(metres * 1.3 / 80), metres


def person(question):
    """What the questions say, in the few values that the statements take."""
    followed = [l["language"] for l in question["languages"] if l["level"] in ("conversational", "fluent")]
    english = max([LEVELS.index(l["level"]) for l in question["languages"] if l["language"] == "en"] or [0])
    own = {"woman": "women", "man": "men"}.get(question["gender"], "nobody")
    same = question["audience"] == "same"
    interpreter = question["interpreter"]
    return {
        "latitude": question["home"]["latitude"],
        "longitude": question["home"]["longitude"],
        "horizon": question["horizonKm"] * 1000,
        "needs": question["needs"],
        "today": question["today"],
        "standards": question["standards"],
        "audiences": [own] if same else ["everyone", own],
        "age": question["age"],
        "followed": followed,
        "english": english,
        "excluded": interpreter["excludedCommunities"],
        "hub": interpreter["accepts"] and bool(set(followed) & set(interpreter["hubLanguages"])),
        "access": question["access"],
        "childcare": question["childcareNeeded"],
        "online": question["reach"]["online"],
        "travel": question["reach"]["canTravel"],
        "walk": question["reach"]["maxWalkMinutes"],
        "fee": question["maxFee"],
        "book": question["canBookAhead"],
        "papers": question["avoidPapers"],
        "free": question["free"],
        "days": [f["day"] for f in question["free"] or []],
        "starts": [minutes(f["from"]) for f in question["free"] or []],
        "ends": [minutes(f["to"]) for f in question["free"] or []],
        "interests": question["interests"],
        "communities": question["communities"],
        "background": {"wanted": 10, "not-wanted": -10}.get(question["background"], 0),
        "tongues": [l["language"] for l in question["languages"] if l["level"] == "fluent" and l["language"] != "en"],
        "volunteer": question["wantsToVolunteer"],
    }


def row(group):
    """A group as one row: what all engines store."""
    place = group["location"] or {"latitude": None, "longitude": None}
    agreement = group["agreement"]
    limit, accepted = agreement["monthlyLimit"], agreement["acceptedThisMonth"]
    welcome = 4 if group["welcome"] is None else math.floor(2 * group["welcome"])
    room = (10 * (limit - accepted)) // limit if limit else 0
    english = LEVELS.index(group["english"]) if "en" in group["languages"] else 9
    standards = {}
    for entry in group["register"]:
        until = entry["until"] or "9999-12-31"
        standards[entry["standard"]] = max(until, standards.get(entry["standard"], ""))
    return {
        "id": group["id"], "latitude": place["latitude"], "longitude": place["longitude"],
        "open": group["status"] == "active", "online": group["online"], "travel_paid": group["travelPaid"],
        "fee": group["fee"], "drop_in": group["dropIn"], "book_ahead": group["bookAhead"],
        "audience": group["audience"], "age_from": group["age"]["from"] or 0, "age_to": group["age"]["to"] or 999,
        "english": english, "childcare": group["childcare"] != "none", "asks_status": group["asksStatus"],
        "agreed": agreement["agreed"] and not agreement["paused"], "agreed_until": agreement["until"] or "9999-12-31",
        "room_left": accepted < limit and agreement["places"] > 0, "standing": welcome + room,
        "volunteering": group["volunteering"], "needs": group["needs"], "interests": group["interests"],
        "languages": group["languages"], "access": group["access"], "communities": group["communities"],
        "interpreted": [o["language"] for o in group["interpreting"]],
        "interpreters": [o["language"] + ":" + (o["community"] or "") for o in group["interpreting"]],
        "standards": standards,
        "sessions": [(s["day"], minutes(s["from"]), minutes(s["to"])) for s in group["sessions"]],
    }


def quoted(words):
    return "(" + ",".join("'" + word.replace("'", "''") + "'" for word in words) + ")" if words else "('')"


class PostGIS:
    """GiST over the place, GIN over the needs, one array column a list, the register and sessions in tables."""

    title = "PostgreSQL 15 + PostGIS"

    def __init__(self, connection):
        import psycopg2

        self.connection = psycopg2.connect(connection)
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()
        self.cursor.execute("set jit = off; set work_mem = '64MB'; set random_page_cost = 1.1")

    def load(self, groups):
        import io

        run = self.cursor.execute
        run("create extension if not exists postgis; drop table if exists groups, sessions")
        run(
            """create unlogged table groups (
              n int primary key, id text collate "C", latitude float8, longitude float8, place geography(point),
              open bool, online bool, travel_paid bool, fee int, drop_in bool, book_ahead bool, audience text,
              age_from int, age_to int, english int, childcare bool, asks_status bool, agreed bool, agreed_until date,
              room_left bool, standing int, volunteering bool, needs text[], interests text[], languages text[],
              access text[], communities text[], interpreted text[], interpreters text[], standards jsonb);
            create unlogged table sessions (n int, day text, from_minute int, to_minute int)"""
        )
        rows = [row(group) for group in groups]
        plain = [k for k in rows[0] if k not in ("sessions", "standards", "needs", "interests", "languages", "access",
                                                   "communities", "interpreted", "interpreters")]
        lists = ["needs", "interests", "languages", "access", "communities", "interpreted", "interpreters"]
        text = io.StringIO()
        times = io.StringIO()
        for number, entry in enumerate(rows):
            values = [str(number)] + ["\\N" if entry[k] is None else str(entry[k]) for k in plain]
            values += ["{" + ",".join('"%s"' % word for word in entry[k]) + "}" for k in lists]
            values += [json.dumps(entry["standards"])]
            text.write("\t".join(values) + "\n")
            for session in entry["sessions"]:
                times.write("\t".join(map(str, (number, *session))) + "\n")
        text.seek(0)
        times.seek(0)
        self.cursor.copy_from(text, "groups", columns=["n", *plain, *lists, "standards"])
        self.cursor.copy_from(times, "sessions")
        run("update groups set place = st_makepoint(longitude, latitude)::geography where latitude is not null")
        run(
            """create index on groups using gist (place); create index on groups using gin (needs);
            create index on groups (n) where online; create index on sessions (n)"""
        )
        run("vacuum analyze groups")
        run("vacuum analyze sessions")

    # The walk is by the haversine of matching.md; the index is asked with a little to spare.
    STATEMENT = """
      with near as (
        select *, case when latitude is null then null else 2 * 6371008.8 * asin(least(1, sqrt(
            sin(radians(latitude - %(latitude)s) / 2) ^ 2 + cos(radians(%(latitude)s)) * cos(radians(latitude))
            * sin(radians(longitude - %(longitude)s) / 2) ^ 2))) end as metres
        from groups
        where open and needs && %(needs)s::text[] and (online or st_dwithin(place,
          st_makepoint(%(longitude)s, %(latitude)s)::geography, %(horizon)s * 1.01, false))),
      walked as (select *, ceil(metres * 1.3 / 80)::int as walk from near where online or metres <= %(horizon)s)
      select id from (
        select id, walk, standing
          + coalesce((select sum(case when place = 1 then 40 when place = 2 then 24 when place = 3 then 16
              when place = 4 then 8 else 4 end) from unnest(%(needs)s::text[]) with ordinality as need(word, place)
              where word = any(needs)), 0)
          + case when languages && %(tongues)s::text[] then 12 else 0 end
          + least(18, 6 * (select count(*) from unnest(%(interests)s::text[]) as word where word = any(interests)))
          + case when walk is not null then greatest(0, 20 - walk / 3) when online and %(online)s then 5 else 0 end
          + case when communities && %(communities)s::text[] then %(background)s else 0 end
          + case when volunteering and %(volunteer)s then 3 else 0 end as score
        from walked
        where agreed and agreed_until >= %(today)s::date and room_left and fee <= %(fee)s
          and audience = any(%(audiences)s::text[])
          and (%(age)s::int is null or %(age)s::int between age_from and age_to)
          and (languages && %(followed)s::text[] or english <= %(english)s or %(hub)s or (
            interpreted && %(followed)s::text[] and exists (select from unnest(interpreters) as pair
              where split_part(pair, ':', 1) = any(%(followed)s::text[])
                and not split_part(pair, ':', 2) = any(%(excluded)s::text[]))))
          and access @> %(access)s::text[] and (not %(childcare)s or childcare)
          and ((online and %(online)s) or walk <= %(walk)s or (latitude is not null and (%(travel)s or travel_paid)))
          and (%(book)s or not book_ahead) and (not %(papers)s or not asks_status)
          and standards ?& %(standards)s::text[]
          and not exists (select from unnest(%(standards)s::text[]) as word where standards ->> word < %(today)s)
          and (%(anytime)s or not exists (select from sessions where sessions.n = walked.n) or exists (
            select from sessions, unnest(%(days)s::text[], %(starts)s::int[], %(ends)s::int[]) as free(day, starts, ends)
            where sessions.n = walked.n and sessions.day = free.day and (
              (from_minute >= starts and to_minute <= ends)
              or (drop_in and least(to_minute, ends) - greatest(from_minute, starts) >= 30))))
      ) as offered order by score desc, walk nulls last, id limit 20"""

    def offers(self, question):
        values = person(question)
        values["anytime"] = values["free"] is None
        self.cursor.execute(self.STATEMENT, values)
        return [found[0] for found in self.cursor.fetchall()]


class Embedded:
    """What DuckDB and SQLite share: the rules in one statement. Words are rows of a table of their own, unless an
    engine keeps them better."""

    KINDS = ["needs", "interests", "languages", "access", "communities", "interpreted"]

    def rows(self, groups):
        plain = None
        flat, words, pairs, standards, sessions = [], [], [], [], []
        for number, entry in enumerate(map(row, groups)):
            if plain is None:
                plain = [k for k, v in entry.items() if not isinstance(v, (list, dict))]
            flat.append([number] + [entry[k] for k in plain])
            for kind in self.KINDS:
                words += [(number, kind, word) for word in entry[kind]]
            pairs += [(number, *pair.split(":")) for pair in entry["interpreters"]]
            standards += [(number, word, until) for word, until in entry["standards"].items()]
            sessions += [(number, *session) for session in entry["sessions"]]
        return ["n", *plain], flat, words, pairs, standards, sessions

    def box(self, values):
        spread = math.degrees(values["horizon"] / RADIUS) * 1.0001
        wide = math.degrees(math.asin(min(1, math.sin(values["horizon"] / RADIUS) / math.cos(math.radians(values["latitude"]))))) * 1.0001
        return (values["latitude"] - spread, values["latitude"] + spread, values["longitude"] - wide, values["longitude"] + wide)

    def statement(self, values, nearby):
        """The statement for one person, its words written in: each engine plans it for this person."""
        has = self.has
        scores = {word: [40, 24, 16, 8][i] if i < 4 else 4 for i, word in enumerate(values["needs"])}
        rules = [
            "open", "agreed", f"agreed_until >= '{values['today']}'", "room_left", f"fee <= {values['fee']}",
            f"audience in {quoted(values['audiences'])}", has("needs", values["needs"]),
        ]
        if values["age"] is not None:
            rules.append(f"{values['age']} between age_from and age_to")
        if not values["hub"]:
            rules.append(
                f"({has('languages', values['followed'])} or english <= {values['english']} or "
                f"{self.interprets(values['followed'], values['excluded'])})"
            )
        for word in values["access"]:
            rules.append(has("access", [word]))
        if values["childcare"]:
            rules.append("childcare")
        reach = [f"walk <= {values['walk']}"]
        reach += ["online"] if values["online"] else []
        reach.append("latitude is not null" if values["travel"] else "(latitude is not null and travel_paid)")
        rules.append("(" + " or ".join(reach) + ")")
        if not values["book"]:
            rules.append("not book_ahead")
        if values["papers"]:
            rules.append("not asks_status")
        rules.append(self.holds(values["standards"], values["today"]))
        if values["free"] is not None:
            fits = " or ".join(
                f"(t.day = '{d}' and ((t.from_minute >= {a} and t.to_minute <= {b}) or (drop_in and "
                f"{self.least}(t.to_minute, {b}) - {self.greatest}(t.from_minute, {a}) >= 30)))"
                for d, a, b in zip(values["days"], values["starts"], values["ends"])
            ) or "1 = 0"
            rules.append(self.meets(fits))
        online = 5 if values["online"] else 0
        volunteer = "case when volunteering then 3 else 0 end" if values["volunteer"] else "0"
        return f"""
          with near as ({nearby}), walked as (select *, cast(ceil(metres * 1.3 / 80) as int) as walk from near
            where online or metres <= {values['horizon']})
          select id from (select id, walk, standing
            + {self.need_score(scores)}
            + case when {has('languages', values['tongues'])} then 12 else 0 end
            + {self.least}(18, 6 * {self.shared_interests(values['interests'])})
            + case when walk is not null then {self.greatest}(0, 20 - {self.third}) when online then {online} else 0 end
            + case when {has('communities', values['communities'])} then {values['background']} else 0 end
            + {volunteer} as score
            from walked g where {' and '.join(rules)}) offered
          order by score desc, walk is null, walk, id limit 20"""

    def has(self, kind, words):
        return f"exists (select 1 from words w where w.n = g.n and w.kind = '{kind}' and w.word in {quoted(words)})"

    def interprets(self, languages, excluded):
        return (
            f"exists (select 1 from pairs p where p.n = g.n and p.language in {quoted(languages)} "
            f"and p.community not in {quoted(excluded)})"
        )

    def holds(self, standards, today):
        return (
            f"(select count(*) from standards s where s.n = g.n and s.word in {quoted(standards)} "
            f"and s.until >= '{today}') = {len(standards)}"
        )

    def meets(self, fits):
        return (
            "(not exists (select 1 from sessions t where t.n = g.n) or "
            f"exists (select 1 from sessions t where t.n = g.n and ({fits})))"
        )

    def need_score(self, scores):
        cases = " ".join(f"when '{word}' then {score}" for word, score in scores.items())
        return (
            f"(select sum(case w.word {cases} end) from words w where w.n = g.n and w.kind = 'needs' "
            f"and w.word in {quoted(scores)})"
        )

    def shared_interests(self, interests):
        return (
            f"(select count(*) from words w where w.n = g.n and w.kind = 'interests' and w.word in {quoted(interests)})"
        )

    def metres(self, values):
        # DuckDB's least() passes over a null, which would put a group without a place at the antipodes.
        return (
            f"case when latitude is null then null else 2 * {RADIUS} * asin({self.least}(1, sqrt(pow(sin(radians(latitude - {values['latitude']}) / 2), 2) + "
            f"cos(radians({values['latitude']})) * cos(radians(latitude)) * "
            f"pow(sin(radians(longitude - ({values['longitude']})) / 2), 2)))) end"
        )

    TABLES = """
      create table groups (n int primary key, id text, latitude double, longitude double, open bool, online bool,
        travel_paid bool, fee int, drop_in bool, book_ahead bool, audience text, age_from int, age_to int, english int,
        childcare bool, asks_status bool, agreed bool, agreed_until text, room_left bool, standing int, volunteering bool);
      create table words (n int, kind text, word text);
      create table pairs (n int, language text, community text);
      create table standards (n int, word text, until text);
      create table sessions (n int, day text, from_minute int, to_minute int)"""


class DuckDB(Embedded):
    """One table of columns with lists in it, ordered by place so that zone maps cut the box out; two threads."""

    title = "DuckDB"
    least, greatest, third = "least", "greatest", "walk // 3"

    def load(self, groups):
        import duckdb
        import pyarrow as arrow

        self.db = duckdb.connect()
        rows = []
        for group in groups:
            entry = row(group)
            entry["standards"] = [{"word": word, "until": until} for word, until in entry["standards"].items()]
            entry["sessions"] = [{"day": d, "from_minute": a, "to_minute": b} for d, a, b in entry["sessions"]]
            entry["interpreters"] = [dict(zip(("language", "community"), p.split(":"))) for p in entry["interpreters"]]
            rows.append(entry)
        data = arrow.Table.from_pylist(rows)
        self.db.execute("create table groups as select * from data order by latitude, longitude")

    def has(self, kind, words):
        return f"list_has_any({kind}, [{quoted(words)[1:-1]}])"

    def interprets(self, languages, excluded):
        return (
            f"len(list_filter(interpreters, lambda p: p.language in {quoted(languages)} "
            f"and p.community not in {quoted(excluded)})) > 0"
        )

    def holds(self, standards, today):
        return (
            f"len(list_filter(standards, lambda s: s.word in {quoted(standards)} and s.until >= '{today}')) = {len(standards)}"
        )

    def meets(self, fits):
        return f"(len(sessions) = 0 or len(list_filter(sessions, lambda t: ({fits}))) > 0)"

    def need_score(self, scores):
        return " + ".join(f"case when list_contains(needs, '{w}') then {s} else 0 end" for w, s in scores.items())

    def shared_interests(self, interests):
        return f"len(list_intersect(interests, [{quoted(interests)[1:-1]}]))"

    def offers(self, question):
        values = person(question)
        south, north, west, east = self.box(values)
        nearby = (
            f"select *, {self.metres(values)} as metres from groups where online or (latitude between {south} and "
            f"{north} and longitude between {west} and {east})"
        )
        return [found[0] for found in self.db.execute(self.statement(values, nearby)).fetchall()]


class SQLite(Embedded):
    """R*Tree over the places, covering indexes over the words, all in memory."""

    title = "SQLite + R*Tree"
    least, greatest, third = "min", "max", "walk / 3"

    def load(self, groups):
        self.db = sqlite3.connect(":memory:")
        self.db.executescript(self.TABLES)
        names, *tables = self.rows(groups)
        for table, rows in zip(["groups", "words", "pairs", "standards", "sessions"], tables):
            self.db.executemany(f"insert into {table} values ({','.join('?' * len(rows[0]))})", rows)
        self.db.executescript(
            """create virtual table places using rtree(n, south, north, west, east);
            insert into places select n, latitude, latitude, longitude, longitude from groups where latitude is not null;
            create index online on groups (n) where online;
            create index words_of on words (n, kind, word); create index pairs_of on pairs (n, language, community);
            create index standards_of on standards (n, word, until);
            create index sessions_of on sessions (n, day, from_minute, to_minute); analyze"""
        )

    def offers(self, question):
        values = person(question)
        south, north, west, east = self.box(values)
        # The tree keeps single precision and rounds outwards; the distance decides.
        nearby = (
            f"select g.*, {self.metres(values)} as metres from groups g where g.online and g.latitude is not null "
            f"union all select g.*, null as metres from groups g where g.online and g.latitude is null "
            f"union all select g.*, {self.metres(values)} as metres from places p cross join groups g on g.n = p.n "
            f"where p.north >= {south} and p.south <= {north} and p.east >= {west} and p.west <= {east} and not g.online"
        )
        return [found[0] for found in self.db.execute(self.statement(values, nearby)).fetchall()]

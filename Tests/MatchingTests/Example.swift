/// The example of `matching.md`: a directory of three groups and one situation.
enum Example {
    static let directory = """
        [{ "id": "g1", "name": "Thursday kitchen", "status": "active",
          "needs": ["belonging", "english"], "interests": ["cooking"], "format": "group",
          "location": {"latitude": 52.9536, "longitude": -1.1505}, "accuracyM": 0, "online": false,
          "byPhone": false, "travelPaid": false, "fee": 0,
          "sessions": [{"day": "TH", "from": "10:00", "to": "12:00", "open": false, "until": null}],
          "dropIn": true, "bookAhead": false,
          "audience": "everyone", "age": {"from": 18, "to": null},
          "languages": ["en", "ti"], "english": "basic",
          "interpreting": [{"language": "ar", "community": "syrian"}],
          "childcare": "none", "access": ["step-free"], "asksStatus": false, "communities": ["eritrean"],
          "register": [{"standard": "safeguarding-policy", "until": "2027-01-31"},
                       {"standard": "registered-body", "until": null},
                       {"standard": "liability-insurance", "until": "2027-06-30"},
                       {"standard": "data-protection", "until": "2027-01-31"}],
          "agreement": {"agreed": true, "until": "2027-03-31", "paused": false,
                        "monthlyLimit": 4, "acceptedThisMonth": 1, "places": 3},
          "welcome": 4.5, "volunteering": true, "unknown": [] }]
        """

    static let situation = """
        { "today": "2026-11-23",
          "needs": ["english", "belonging"], "interests": ["cooking"], "format": "any",
          "home": {"latitude": 52.95, "longitude": -1.15}, "homeAccuracyM": 0, "horizonKm": 10,
          "reach": {"maxWalkMinutes": 30, "canTravel": false, "online": false, "phone": true}, "maxFee": 0,
          "free": [{"day": "TH", "from": "09:30", "to": "14:30"}], "canBookAhead": true,
          "gender": "woman", "audience": "any", "age": 34,
          "languages": [{"language": "ti", "level": "fluent"}, {"language": "en", "level": "basic"}],
          "interpreter": {"accepts": true, "hubLanguages": ["ti"], "excludedCommunities": ["eritrean"]},
          "childcareNeeded": false, "access": [], "avoidPapers": true,
          "risk": "R0", "requires": [], "avoid": {"groups": [], "communities": []},
          "communities": ["eritrean"], "background": "no-preference", "wantsToVolunteer": false }
        """

    /// The offer that `matching.md` draws for the two.
    static let answer = """
        {"blocked":[],"considered":1,"offers":[{"cautions":[],"id":"g1","score":116,"walkMinutes":7,\
        "why":{"interest":6,"near":18,"need":64,"room":7,"tongue":12,"welcome":9}}],"signposts":[],"unlocks":[]}
        """
}

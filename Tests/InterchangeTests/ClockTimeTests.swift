import Testing
import Vocabulary

@testable import Interchange

struct ClockTimeTests {
    @Test(arguments: [
        ("10:00", "10:00"), ("10:00:00", "10:00"), ("10:00:00.000Z", "10:00"), ("10:00Z", "10:00"),
        ("10:00+01:00", "10:00"),
        ("10:00:00-0500", "10:00"), ("9:00am", "09:00"), ("9am", "09:00"), ("9.30 PM", "21:30"), ("12:00am", "00:00"),
        ("12pm", "12:00"), ("9.30a.m.", "09:30"), ("0930", "09:30"), ("9:05", "09:05"), ("24:00", "24:00"),
        ("noon", "12:00"),
        ("midnight", "24:00"),
    ])
    func `a time is read as directories write it`(text: String, time: String) {
        #expect(ClockTime.read(text)?.description == time)
    }

    @Test(arguments: [
        "25:00", "10:60", "13:00pm", "0am", "10", "ten", "", ":", "10:5", "10:00:99", "am", "--", "999999999999",
        "10:00:00:00:00",
    ])
    func `a time that no clock can show is none`(text: String) {
        #expect(ClockTime.read(text) == nil)
    }
}

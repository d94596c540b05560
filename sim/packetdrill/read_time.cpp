#include "sim/packetdrill/reader.h"

#include <cctype>

namespace sim::packetdrill {

namespace {

constexpr std::int64_t most_seconds = 1'000'000;

bool is_digit(char letter) {
    return std::isdigit(static_cast<unsigned char>(letter)) != 0;
}

/// Seconds with up to nine decimals; the dots of `0...0.3` do not belong to the number.
Expected<Duration> read_seconds(Cursor& cursor) {
    cursor.skip_blanks();
    std::int64_t whole = 0;
    bool any = false;
    for (; is_digit(cursor.here()); cursor.advance(), any = true) {
        whole = whole * 10 + (cursor.here() - '0');
        if (whole > most_seconds) return cursor.fail("the time is beyond a million seconds");
    }
    std::int64_t parts = 0;
    std::int64_t unit = 1'000'000'000;
    Cursor ahead = cursor;
    if (ahead.here() == '.') {
        ahead.advance();
        if (is_digit(ahead.here())) cursor = ahead;
        for (; is_digit(cursor.here()); cursor.advance(), any = true) {
            unit /= 10;
            parts += unit * (cursor.here() - '0');
        }
        if (any && ahead.here() != '.' && !is_digit(ahead.here())) cursor = ahead; // "1."
    }
    if (!any) return cursor.fail("expected a time in seconds");
    return Duration{whole * 1'000'000'000 + parts};
}

} // namespace

Expected<EventTime> read_time(Cursor& cursor) {
    EventTime time;
    cursor.skip();
    if (cursor.takes("*")) return EventTime{.kind = EventTime::Kind::any};
    if (cursor.takes("+")) time.kind = EventTime::Kind::relative;
    const Expected<Duration> at = read_seconds(cursor);
    if (!at) return failure(at.error());
    time.at = *at;
    cursor.skip_blanks();
    const bool is_range = cursor.here() == '~';
    const bool blocks = cursor.here() == '.' && cursor.takes("...");
    if (is_range) cursor.advance();
    if (!is_range && !blocks) return time;
    cursor.skip_blanks();
    if (is_range && cursor.here() == '+') cursor.advance();
    const Expected<Duration> end = read_seconds(cursor);
    if (!end) return failure(end.error());
    if (*end < time.at) return cursor.fail("the end of the time lies before its beginning");
    (is_range ? time.until : time.returns_at) = *end;
    return time;
}

} // namespace sim::packetdrill

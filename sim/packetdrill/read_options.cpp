// The list of TCP options of a packet (RFC 9293 3.2, RFC 7323, RFC 2018).
#include "sim/packetdrill/reader.h"

#include <algorithm>
#include <array>

namespace sim::packetdrill {

namespace {

using Kind = TcpOption::Kind;

struct OtherOption {
    std::string_view name;
    std::uint32_t kind;
};

Expected<std::uint32_t> read_uint32(Cursor& cursor, std::string_view what) {
    const Expected<std::int64_t> number = cursor.number(what);
    if (!number) return failure(number.error());
    if (*number < 0 || *number > 0xffffffff) return cursor.fail("it does not fit into 32 bits");
    return static_cast<std::uint32_t>(*number);
}

Expected<TcpOption> read_value(Cursor& cursor, Kind kind, std::string_view what,
                               std::uint32_t most) {
    const Expected<std::uint32_t> value = read_uint32(cursor, what);
    if (!value) return failure(value.error());
    if (*value > most) return cursor.fail(std::string(what) + " is too large");
    return TcpOption{.kind = kind, .value = *value};
}

Expected<TcpOption> read_timestamps(Cursor& cursor) {
    if (const Expected<void> word = cursor.expect("val"); !word) return failure(word.error());
    const Expected<std::uint32_t> value = read_uint32(cursor, "a timestamp value");
    if (!value) return failure(value.error());
    if (const Expected<void> word = cursor.expect("ecr"); !word) return failure(word.error());
    const Expected<std::uint32_t> echo = read_uint32(cursor, "a timestamp echo");
    if (!echo) return failure(echo.error());
    return TcpOption{.kind = Kind::timestamps, .value = *value, .echo = *echo};
}

Expected<TcpOption> read_sack(Cursor& cursor) {
    TcpOption option{.kind = Kind::sack};
    constexpr std::size_t most_blocks = 4; // 40 bytes of options (RFC 2018 3)
    do {
        const Expected<std::uint32_t> first = read_uint32(cursor, "the first number of a block");
        if (!first) return failure(first.error());
        if (const Expected<void> colon = cursor.expect(":"); !colon) return failure(colon.error());
        const Expected<std::uint32_t> end = read_uint32(cursor, "the end of a block");
        if (!end) return failure(end.error());
        option.sack.push_back({.first = {*first}, .end = {*end}});
        cursor.skip();
    } while (cursor.here() >= '0' && cursor.here() <= '9');
    if (option.sack.size() > most_blocks) return cursor.fail("more than four blocks do not fit");
    return option;
}

/// An option the model does not have: the peer may send it, the model never will.
Expected<TcpOption> read_other(Cursor& cursor, std::string_view name) {
    constexpr std::array kinds{OtherOption{"FO", 34}, OtherOption{"FOEXP", 254},
                               OtherOption{"md5", 19}, OtherOption{"ECN", 174},
                               OtherOption{"exp", 253}};
    const auto* const found = std::find_if(kinds.begin(), kinds.end(),
                                           [&](const auto& known) { return known.name == name; });
    if (found == kinds.end()) return cursor.fail("expected a TCP option");
    while (cursor.here() != ',' && cursor.here() != '>' && cursor.here() != '\0')
        cursor.advance();
    return TcpOption{.kind = Kind::other, .value = found->kind};
}

Expected<TcpOption> read_option(Cursor& cursor) {
    const std::string_view name = cursor.word();
    if (name == "nop") return TcpOption{.kind = Kind::nop};
    if (name == "eol") return TcpOption{.kind = Kind::eol};
    if (name == "sackOK") return TcpOption{.kind = Kind::sack_ok};
    if (name == "mss") return read_value(cursor, Kind::mss, "a segment size", 65535);
    if (name == "wscale") return read_value(cursor, Kind::wscale, "a shift", 255);
    if (name == "sack") return read_sack(cursor);
    if (name == "TS") return read_timestamps(cursor);
    return read_other(cursor, name);
}

} // namespace

Expected<std::optional<std::vector<TcpOption>>> read_options(Cursor& cursor) {
    std::vector<TcpOption> options;
    if (const Expected<void> open = cursor.expect("<"); !open) return failure(open.error());
    if (cursor.takes("...")) {
        if (const Expected<void> shut = cursor.expect(">"); !shut) return failure(shut.error());
        return std::optional<std::vector<TcpOption>>{};
    }
    constexpr std::size_t most_options = 40; // one byte each at least
    do {
        const Expected<TcpOption> option = read_option(cursor);
        if (!option) return failure(option.error());
        options.push_back(*option);
        if (options.size() > most_options) return cursor.fail("too many options");
    } while (cursor.takes(","));
    if (const Expected<void> shut = cursor.expect(">"); !shut) return failure(shut.error());
    return std::optional{options};
}

} // namespace sim::packetdrill
